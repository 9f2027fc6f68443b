import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'

/** Teams did not take a message, or did not say whether it did. */
export class TeamsCallError extends Error {
  override readonly name = 'CarrierError'
  readonly kind: 'answered' | 'unreachable' | 'no-answer'
  readonly status: number | undefined
  readonly retryAfterInMs: number | undefined

  constructor(
    what: Pick<TeamsCallError, 'kind' | 'status' | 'retryAfterInMs'>,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.kind = what.kind
    this.status = what.status
    this.retryAfterInMs = what.retryAfterInMs
  }
}

/** Teams takes the bot's token no more. */
export const isUnauthorised = (error: unknown): boolean => error instanceof TeamsCallError && error.status === 401

type Options = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
export type ConnectorHttpClient = NonNullable<Options['httpClient']>
type Request = Parameters<ConnectorHttpClient['sendRequest']>[0]
type Response = Awaited<ReturnType<ConnectorHttpClient['sendRequest']>>

const timeoutInMs = 10_000

/**
 * Carries what the connector client sends. The client has no timeout of its own and repeats a POST after any 5xx, so
 * that messages double; it repeats nothing that fails with an error which it does not know, and ours are such.
 */
export const createConnectorHttpClient = (stopped: AbortSignal): ConnectorHttpClient => ({
  sendRequest: async (request) => {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutInMs)])
    const answer = await sendWithFetch(request, signal)
    const body = await answer.text().catch((error: unknown) => {
      throw noAnswerError(error)
    })
    if (!answer.ok) throw answeredError(answer, body)
    return responseOf(request, answer, body)
  },
})

const sendWithFetch = async (request: Request, signal: AbortSignal): Promise<globalThis.Response> => {
  try {
    return await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJson(),
      redirect: 'error', // the token is for this host alone
      signal,
      ...(typeof request.body === 'string' ? { body: request.body } : {}),
    })
  } catch (error) {
    throw isConnectionFailure(error) ? unreachableError(error) : noAnswerError(error)
  }
}

const responseOf = (request: Request, answer: globalThis.Response, body: string): Response => {
  const headers = request.headers.clone()
  for (const name of headers.headerNames()) headers.remove(name)
  for (const [name, value] of answer.headers) headers.set(name, value)
  return { request, status: answer.status, headers, bodyAsText: body }
}

/** No connection came about, so nothing can have arrived. */
const isConnectionFailure = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(
    code,
  )
}

const unreachableError = (cause: unknown): TeamsCallError =>
  new TeamsCallError(
    { kind: 'unreachable', status: undefined, retryAfterInMs: undefined },
    'Teams could not be reached.',
    { cause },
  )

const noAnswerError = (cause: unknown): TeamsCallError =>
  new TeamsCallError({ kind: 'no-answer', status: undefined, retryAfterInMs: undefined }, 'Teams did not answer.', {
    cause,
  })

const answeredError = ({ status, headers }: globalThis.Response, body: string): TeamsCallError => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  const retryAfterInMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
  return new TeamsCallError(
    { kind: 'answered', status, retryAfterInMs },
    `Teams answered ${status}: ${body.slice(0, 300)}`,
  )
}
