import { seededGuid } from '../physics/seeded-random.ts'
import { armError } from './arm-error.ts'
import { clientObjectId } from './check-permission.ts'
import type { ReceivedRequest } from './received-request.ts'

/** The ids that tie a request to what comes of it. */
export interface RequestIds {
  readonly correlationId: string
  readonly clientRequestId: string | null
  readonly headers: Readonly<Record<string, string>>
}

/** Takes over the caller's correlation id; makes its own ids out of the request, so that a run repeats itself. */
export function requestIdsOf(received: ReceivedRequest, seed: number, now: number): RequestIds {
  const clientRequestId = received.header('x-ms-client-request-id') ?? null
  const requestId = seededGuid(seed, 'request', received.method, received.path, JSON.stringify(received.query), now)
  const correlationId = received.header('x-ms-correlation-request-id') ?? seededGuid(seed, 'correlation', requestId)
  const headers = {
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': correlationId,
    'x-ms-routing-request-id': `WESTEUROPE:${new Date(now).toISOString()}:${requestId}`,
    'x-ms-operation-identifier': '',
    ...(clientRequestId !== null &&
      received.header('x-ms-return-client-request-id') === 'true' && { 'x-ms-client-request-id': clientRequestId }),
  }
  return { correlationId, clientRequestId, headers }
}

/** Who the bearer token speaks for, as the activity log names it; throws Azure's 401 where there is no token. */
export function callerOf(authorization: string | undefined): string {
  if (authorization === undefined) throw unauthenticated("The 'Authorization' header is missing.")
  const [scheme = '', token = ''] = authorization.split(' ')
  if (scheme.toLowerCase() !== 'bearer' || token === '') {
    throw unauthenticated("The 'Authorization' header is provided in an invalid format.")
  }
  return nameIn(token) ?? clientObjectId
}

function unauthenticated(why: string): Error {
  const challenge = 'Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token"'
  return armError(401, 'AuthenticationFailed', `Authentication failed. ${why}`, { 'WWW-Authenticate': challenge })
}

/** A real token is a JWT; one made up for a test need not be. */
function nameIn(token: string): string | undefined {
  const [, payload] = token.split('.')
  if (payload === undefined) return undefined
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { upn?: unknown; oid?: unknown }
    return [claims.upn, claims.oid].find((claim): claim is string => typeof claim === 'string')
  } catch {
    return undefined
  }
}
