import { redactText } from '../redaction/redact-text.ts'

export interface ErrorBody {
  readonly code?: string
  readonly message?: string
  /** App Service's own number of what went wrong, inside its details. */
  readonly extendedCode?: string
  /** Of a query of logs: the table or column that Azure does not know. */
  readonly unresolved?: string
}

/**
 * Reads the bodies in which Azure refuses: ARM's `{error:{code,message}}`, App Service's own PascalCase
 * `{Code,Message}`, the bare `{code,message}`, and words alone, as text or as a page. The SDK loses all but the first.
 */
export const readErrorBody = (text: string): ErrorBody => {
  const body = parse(text)
  if (!isRecord(body)) return readBareWords(typeof body === 'string' ? body : text)
  const inner = isRecord(body.error) ? body.error : body
  const code = firstText(inner.code, inner.Code)
  const message = firstText(inner.message, inner.Message)
  const extendedCode = extendedCodeOf(body)
  const unresolved = unresolvedNameIn(text)
  return {
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(extendedCode === undefined ? {} : { extendedCode }),
    ...(unresolved === undefined ? {} : { unresolved }),
  }
}

/** The code of Azure Monitor's query engine for a table or column that is not there. */
export const unresolvedCode = 'SEM0100'

/** It stands in the innermost of the errors; older answers have that one as text in the text. */
const unresolvedNameIn = (text: string): string | undefined =>
  text.includes(unresolvedCode) ? /Failed to resolve [a-z ]*named '([^'\\]{1,100})'/.exec(text)?.[1] : undefined

const longestLineInChars = 200

/** The first line; of a page its heading, else its title. Only what is text is looked through, and not for long. */
const readBareWords = (text: string): ErrorBody => {
  const start = text.slice(0, 4_000)
  const [, heading] = /<h[12][^>]*>([^<]{1,300})</i.exec(start) ?? /<title[^>]*>([^<]{1,300})</i.exec(start) ?? []
  const words = start.trimStart().startsWith('<') ? (heading ?? '') : start
  const line = words
    .split('\n')
    .map((one) => one.trim())
    .find((one) => one !== '' && !/^[[{]/.test(one))
  return line === undefined ? {} : { message: redactText(line).slice(0, longestLineInChars) }
}

const extendedCodeOf = ({ Details, ErrorEntity }: Record<string, unknown>): string | undefined => {
  const entities = [
    ErrorEntity,
    ...(Array.isArray(Details) ? Details : []).map((one) => isRecord(one) && one.ErrorEntity),
  ]
  return firstText(...entities.map((one) => (isRecord(one) ? one.ExtendedCode : undefined)))
}

/** The action and scope that a 403 says are missing. */
export const readMissingPermission = (message: string): { action: string; scope: string } | undefined => {
  const found = /perform action '([^']+)'.*?(?:scope|scope\(s\))\s+'([^']+)'/s.exec(message)
  return found?.[1] === undefined || found[2] === undefined ? undefined : { action: found[1], scope: found[2] }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const firstText = (...values: unknown[]): string | undefined => {
  const found = values.find((value) => (typeof value === 'string' && value !== '') || typeof value === 'number')
  return found === undefined ? undefined : String(found)
}
