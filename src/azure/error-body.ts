export interface ErrorBody {
  readonly code?: string
  readonly message?: string
}

/**
 * Reads the three bodies in which Azure refuses: ARM's `{error:{code,message}}`, App Service's own PascalCase
 * `{Code,Message}`, and the bare `{code,message}`. The SDK loses the second kind.
 */
export const readErrorBody = (text: string): ErrorBody => {
  const body = parse(text)
  if (!isRecord(body)) return {}
  const inner = isRecord(body.error) ? body.error : body
  const code = firstText(inner.code, inner.Code)
  const message = firstText(inner.message, inner.Message)
  return { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) }
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
