import * as openid from 'openid-client'
import { clockToleranceInMs, readIdentity } from './identity-claims.ts'
import type { SignedInUser, SignInFailure, SignInRequirements } from './types.ts'

export interface RelyingPartyOptions {
  /** `https://login.microsoftonline.com/<tenant>/v2.0`. Plain HTTP only on this machine, for tests. */
  readonly issuer: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** Real milliseconds. */
  readonly now: () => number
  readonly log: { error(details: object, message: string): void }
}

/** What binds an answer to its question; never leaves this process, but for `state` and the hashes of the others. */
export interface SignInSecrets {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export interface AuthorizationRequest extends SignInRequirements {
  readonly secrets: SignInSecrets
  readonly fresh?: boolean
}

/** OpenID Connect by authorization code with PKCE. Neither of the two ever rejects. */
export interface RelyingParty {
  authorizationUrl(request: AuthorizationRequest): Promise<URL | SignInFailure>
  /** `query` is what the browser was sent back with. */
  redeem(query: URLSearchParams, request: AuthorizationRequest): Promise<SignedInUser | SignInFailure>
}

export const newSignInSecrets = (): SignInSecrets => ({
  state: openid.randomState(),
  nonce: openid.randomNonce(),
  codeVerifier: openid.randomPKCECodeVerifier(),
})

const requestTimeoutInSeconds = 5
const metadataFreshForInMs = 24 * 3_600_000

export const createRelyingParty = (options: RelyingPartyOptions): RelyingParty => {
  const { redirectUri, tenantId, now, log } = options
  let known: { readonly configuration: Promise<openid.Configuration>; readonly at: number } | undefined

  /** Asked for when somebody first signs in, once for all who do; a failure is not kept. */
  const configuration = (): Promise<openid.Configuration> => {
    if (known !== undefined && now() - known.at < metadataFreshForInMs) return known.configuration
    const asked = { configuration: discover(options), at: now() }
    known = asked
    asked.configuration.catch(() => {
      if (known === asked) known = undefined
    })
    return asked.configuration
  }

  const orFailure = async <Result>(work: () => Promise<Result>): Promise<Result | SignInFailure> => {
    try {
      return await work()
    } catch (error) {
      log.error({ err: error }, 'somebody could not be signed in')
      return failureOf(error)
    }
  }

  return {
    authorizationUrl: (request) =>
      orFailure(async () => {
        const parameters = await parametersOf(request, redirectUri)
        return openid.buildAuthorizationUrl(await configuration(), parameters)
      }),
    redeem: (query, { secrets, ...wanted }) =>
      orFailure(async () => {
        const tokens = await openid.authorizationCodeGrant(await configuration(), new URL(`${redirectUri}?${query}`), {
          expectedState: secrets.state,
          expectedNonce: secrets.nonce,
          pkceCodeVerifier: secrets.codeVerifier,
          idTokenExpected: true,
        })
        return readIdentity(tokens.claims(), { tenantId, wanted, now: now() })
      }),
  }
}

const discover = ({ issuer, clientId, clientSecret }: RelyingPartyOptions): Promise<openid.Configuration> => {
  const url = new URL(issuer)
  const isLocal = url.protocol === 'http:' && url.hostname === '127.0.0.1'
  return openid.discovery(
    url,
    clientId,
    { [openid.clockTolerance]: clockToleranceInMs / 1000 },
    openid.ClientSecretPost(clientSecret),
    {
      timeout: requestTimeoutInSeconds,
      // The token comes over TLS from the one who made it; that its signature holds is looked at nevertheless.
      execute: [openid.enableNonRepudiationChecks, ...(isLocal ? [openid.allowInsecureRequests] : [])],
    },
  )
}

const parametersOf = async (
  { secrets, fresh, maxAgeInMs, authenticationContext }: AuthorizationRequest,
  redirectUri: string,
): Promise<Record<string, string>> => ({
  redirect_uri: redirectUri,
  scope: 'openid profile',
  response_mode: 'query',
  state: secrets.state,
  nonce: secrets.nonce,
  code_challenge: await openid.calculatePKCECodeChallenge(secrets.codeVerifier),
  code_challenge_method: 'S256',
  max_age: String(Math.floor(maxAgeInMs / 1000)),
  claims: JSON.stringify({
    id_token: {
      auth_time: { essential: true },
      ...(authenticationContext === undefined ? {} : { acrs: { essential: true, value: authenticationContext } }),
    },
  }),
  ...(fresh === true ? { prompt: 'login' } : {}),
})

/** Whether it was the identity provider that could not be reached, that said no, or that said what does not hold. */
const failureOf = (error: unknown): SignInFailure => {
  if (error instanceof openid.AuthorizationResponseError) return 'declined'
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown }
  const isNetwork = error instanceof TypeError && code === undefined && cause !== undefined
  const isStatus = error instanceof openid.ClientError && unreachableCodes.includes(String(code))
  return isNetwork || isStatus ? 'unavailable' : 'invalid'
}

const unreachableCodes: readonly string[] = [
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]
