import { type Phrase, phrase } from '../incident/phrase.ts'
import { type ErrorBody, readErrorBody, readMissingPermission } from './error-body.ts'
import { rolesFor } from './roles.ts'
import { AzureError, type AzureErrorKind } from './types.ts'

/** An answer that is not a success. */
export interface Refused {
  readonly status: number
  readonly body: string
  readonly method: string
  readonly url: string
  readonly retryAfterInSeconds?: number
}

export const fromAnswer = (answer: Refused): AzureError => {
  const body = readErrorBody(answer.body)
  const kind = kindOf(answer.status)
  const path = new URL(answer.url).pathname
  return new AzureError(kind, `${answer.method} ${path}: ${answer.status} ${body.code ?? ''} ${body.message ?? ''}`, {
    phrase: sayRefused(kind, answer, body),
    status: answer.status,
    ...(body.code === undefined ? {} : { code: body.code }),
  })
}

/** Whatever the SDK, the network or our own pipeline threw, in our terms. */
export const toAzureError = (error: unknown): AzureError => {
  if (error instanceof AzureError) return error
  const { name, code, message } = describe(error)
  if (name === 'AbortError' || name === 'TimeoutError') return unanswered('azure.timed-out', message, error)
  if (networkCodes.has(code))
    return unanswered(code === 'ENOTFOUND' ? 'azure.no-dns' : 'azure.no-answer', message, error)
  if (/^(Aggregate)?Authentication|^CredentialUnavailable/.test(name)) {
    return new AzureError('forbidden', message, { phrase: phrase('azure.sign-in'), cause: error })
  }
  if (code === 'REQUEST_SEND_ERROR') return unanswered('azure.no-answer', message, error)
  return new AzureError('rejected', message, { phrase: phrase('azure.unexpected'), cause: error })
}

const networkCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

const unanswered = (key: string, message: string, cause: unknown) =>
  new AzureError('no-answer', message, { phrase: phrase(key), cause })

const kindOf = (status: number): AzureErrorKind => {
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 409 || status === 412) return 'conflict'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'unavailable' : 'rejected'
}

const sayRefused = (kind: AzureErrorKind, answer: Refused, body: ErrorBody): Phrase => {
  const code = body.code ?? String(answer.status)
  const message = (body.message ?? '').slice(0, 300)
  switch (kind) {
    case 'forbidden':
      return answer.status === 401 ? phrase('azure.sign-in') : sayForbidden(answer, body)
    case 'throttled':
      return phrase('azure.throttled', { seconds: answer.retryAfterInSeconds ?? 0 })
    case 'unavailable':
      return phrase('azure.unavailable', { status: answer.status })
    case 'not-found':
      return phrase('azure.not-found', { path: new URL(answer.url).pathname })
    case 'conflict':
      return phrase('azure.conflict', { code, message })
    default:
      return phrase('azure.rejected', { code, message })
  }
}

const sayForbidden = (answer: Refused, body: ErrorBody): Phrase => {
  const missing = readMissingPermission(body.message ?? '')
  if (missing === undefined) {
    const scope = new URL(answer.url).pathname
    return phrase('azure.forbidden-unnamed', { code: body.code ?? '403', scope })
  }
  const [role = '', own = ''] = rolesFor(missing.action)
  const args = { action: missing.action, scope: missing.scope, role }
  return own === '' ? phrase('azure.forbidden', args) : phrase('azure.forbidden-own', { ...args, own })
}

const describe = (error: unknown): { name: string; code: string; message: string } => {
  if (!(error instanceof Error)) return { name: '', code: '', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return { name: error.name, code, message: error.message }
}
