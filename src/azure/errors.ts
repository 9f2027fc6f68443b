import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { type ErrorBody, readErrorBody, readMissingPermission, unresolvedCode } from './error-body.ts'
import { rolesGranting } from './roles.ts'
import { AzureError, type AzureErrorKind } from './types.ts'

/** An answer that is not a success. */
export interface RefusedResponse {
  readonly status: number
  readonly body: string
  readonly method: string
  readonly url: string
  readonly retryAfterInSeconds?: number
}

export const azureErrorFromResponse = (answer: RefusedResponse): AzureError => {
  const body = readErrorBody(answer.body)
  const kind = isLocked(answer, body) ? 'conflict' : kindOf(answer.status)
  const path = new URL(answer.url).pathname
  return new AzureError(kind, `${answer.method} ${path}: ${answer.status} ${body.code ?? ''} ${body.message ?? ''}`, {
    phrase: sayRefused(kind, answer, body),
    status: answer.status,
    ...codeOf(body),
  })
}

const codeOf = ({ code, unresolved }: ErrorBody): { code?: string } => {
  if (unresolved !== undefined) return { code: unresolvedCode }
  return code === undefined ? {} : { code }
}

/**
 * An answer that is not of the shape that Azure describes. It may pass, as when a proxy answered in Azure's place. Of the
 * path its end says what was read; of the answer only a field's name is told, for its values may be secret.
 */
export const malformedAnswerError = (path: string, fieldName?: string): AzureError => {
  const source = (path.split('?')[0] ?? '').split('/').filter(Boolean).slice(-2).join('/')
  const field = fieldName || 'answer'
  return new AzureError('unavailable', `Malformed answer from ${source}: ${field}`, {
    phrase: messageOf('probe.malformed', { source, field }),
  })
}

/** Azure answered, and there was nothing in it where there must be something: never to be taken for "all is well". */
export const emptyAnswerError = (source: string): AzureError =>
  new AzureError('rejected', `An empty answer from ${source}`, { phrase: messageOf('probe.empty', { source }) })

/** Whatever the SDK, the network or our own pipeline threw, in our terms. */
export const toAzureError = (error: unknown): AzureError => {
  if (error instanceof AzureError) return error
  const { name, code, message } = describe(error)
  if (name === 'AbortError' || name === 'TimeoutError') return unanswered('azure.timed-out', message, error)
  if (networkCodes.has(code))
    return unanswered(code === 'ENOTFOUND' ? 'azure.no-dns' : 'azure.no-answer', message, error)
  if (/^(Aggregate)?Authentication|^CredentialUnavailable/.test(name)) {
    return new AzureError('forbidden', message, { phrase: messageOf('azure.sign-in'), cause: error })
  }
  if (code === 'REQUEST_SEND_ERROR') return unanswered('azure.no-answer', message, error)
  return new AzureError('rejected', message, { phrase: messageOf('azure.unexpected'), cause: error })
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
  new AzureError('no-answer', message, { phrase: messageOf(key), cause })

const kindOf = (status: number): AzureErrorKind => {
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 409 || status === 412) return 'conflict'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'unavailable' : 'rejected'
}

/** App Service says 429 also where another operation holds the app: fewer requests would not help. */
const isLocked = ({ status }: RefusedResponse, { extendedCode }: ErrorBody): boolean =>
  status === 429 && extendedCode === '59206'

const sayRefused = (kind: AzureErrorKind, answer: RefusedResponse, body: ErrorBody): TranslatableMessage => {
  const code = body.code ?? String(answer.status)
  const message = (body.message ?? '').slice(0, 300)
  switch (kind) {
    case 'forbidden':
      return answer.status === 401 ? messageOf('azure.sign-in') : sayForbidden(answer, body)
    case 'throttled':
      return messageOf('azure.throttled', { seconds: answer.retryAfterInSeconds ?? 0 })
    case 'unavailable':
      return body.code === undefined && message !== ''
        ? messageOf('azure.unavailable-said', { status: answer.status, message })
        : messageOf('azure.unavailable', { status: answer.status })
    case 'not-found':
      return messageOf('azure.not-found', { path: new URL(answer.url).pathname })
    case 'conflict':
      if (isLocked(answer, body)) return messageOf('azure.locked', { seconds: answer.retryAfterInSeconds ?? 0 })
      return messageOf('azure.conflict', { code, message })
    default:
      return body.unresolved === undefined
        ? messageOf('azure.rejected', { code, message })
        : messageOf('azure.no-table', { name: body.unresolved })
  }
}

const sayForbidden = (answer: RefusedResponse, body: ErrorBody): TranslatableMessage => {
  const missing = readMissingPermission(body.message ?? '')
  if (missing === undefined) {
    const scope = new URL(answer.url).pathname
    return messageOf('azure.forbidden-unnamed', { code: body.code ?? '403', scope })
  }
  const [role = '', own = ''] = rolesGranting(missing.action)
  const args = { action: missing.action, scope: missing.scope, role }
  return own === '' ? messageOf('azure.forbidden', args) : messageOf('azure.forbidden-own', { ...args, own })
}

const describe = (error: unknown): { name: string; code: string; message: string } => {
  if (!(error instanceof Error)) return { name: '', code: '', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return { name: error.name, code, message: error.message }
}
