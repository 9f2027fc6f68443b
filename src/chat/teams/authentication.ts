import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { type Carrier, CarrierError } from './carrier.ts'
import type { Endpoints } from './endpoints.ts'
import type { TeamsConfig } from './options.ts'
import type { SignIn } from './sign-in.ts'

export interface Authentication {
  readonly forAdapter: ConfigurationBotFrameworkAuthentication
  /** Says of a request body that the guard has let it through. */
  vouchFor(body: object): void
}

type Sdk = typeof import('botbuilder')
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>

interface AuthenticationOptions {
  readonly config: TeamsConfig
  readonly endpoints: Endpoints
  readonly signIn: SignIn
  readonly carrier: Carrier
}

/**
 * botbuilder's authentication with the guard's judgement in the place of its own: its own fetches keys without a
 * timeout and once a request, answers a wrong key with 500, takes a body without `serviceUrl`, and grows a global
 * list with every tenant that a garbage token names. What the guard did not pass is refused here too.
 */
export const createAuthentication = (
  { ConfigurationBotFrameworkAuthentication }: Sdk,
  { config, endpoints, signIn, carrier }: AuthenticationOptions,
): Authentication => {
  const vouched = new WeakSet<object>()
  const forAdapter = new ConfigurationBotFrameworkAuthentication(
    settings(config, endpoints),
    credentialsOf(config.appId, signIn),
    undefined,
    undefined,
    { httpClient: carrier },
  )
  forAdapter.authenticateRequest = async (activity) => {
    if (!vouched.delete(activity)) throw new Error('a request came to botbuilder that the guard did not pass')
    const claimsIdentity = identityOf(config.appId, activity.serviceUrl)
    const connectorFactory = forAdapter.createConnectorFactory(claimsIdentity)
    return { audience: botFramework, claimsIdentity, callerId: 'urn:botframework:azure', connectorFactory }
  }
  return { forAdapter, vouchFor: (body) => void vouched.add(body) }
}

const botFramework = 'https://api.botframework.com'

const settings = ({ appId, tenantId }: TeamsConfig, { openIdMetadata, issuer, authorityHost }: Endpoints) => ({
  MicrosoftAppId: appId,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: tenantId,
  ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
  ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadata,
  ToBotFromChannelTokenIssuer: issuer,
  ToChannelFromBotOAuthScope: botFramework,
  ToChannelFromBotLoginUrl: `${authorityHost}/botframework.com`,
  OAuthUrl: botFramework,
  CallerId: 'urn:botframework:azure',
})

/** The SDK's own class is not exported; this is what it has to itself besides a private name. */
const identityOf = (appId: string, serviceUrl: string): Authenticated['claimsIdentity'] => {
  const claims = [
    { type: 'aud', value: appId },
    { type: 'appid', value: appId },
    { type: 'serviceurl', value: serviceUrl },
  ]
  const getClaimValue = (type: string): string | null => claims.find((claim) => claim.type === type)?.value ?? null
  return { claims, isAuthenticated: true, getClaimValue } as unknown as Authenticated['claimsIdentity']
}

/** The SDK asks for credentials with every message; all share one token. */
const credentialsOf = (appId: string, signIn: SignIn) => ({
  isValidAppId: async (id: string) => id === appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async <R extends { readonly headers: { set(name: string, value: string): void } }>(
      request: R,
    ): Promise<R> => {
      request.headers.set('authorization', `Bearer ${await tokenOf(signIn)}`)
      return request
    },
  }),
})

/** Without a token nothing has been sent, so that it can be tried again. */
const tokenOf = async (signIn: SignIn): Promise<string> => {
  try {
    return await signIn.token()
  } catch (cause) {
    const what = { kind: 'unreachable', status: undefined, retryAfterInMs: undefined } as const
    throw new CarrierError(what, 'The bot could not sign in to Teams.', { cause })
  }
}
