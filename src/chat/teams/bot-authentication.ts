import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { BotTokenSource } from './bot-token-source.ts'
import type { TeamsEndpoints } from './cloud-endpoints.ts'
import { type ConnectorHttpClient, TeamsCallError } from './connector-http-client.ts'
import type { TeamsAppConfig } from './options.ts'

export interface BotAuthentication {
  readonly forAdapter: ConfigurationBotFrameworkAuthentication
  /** Says of a request body that the guard has let it through. */
  markVerified(body: object): void
}

type Sdk = typeof import('botbuilder')
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>

interface AuthenticationOptions {
  readonly config: TeamsAppConfig
  readonly endpoints: TeamsEndpoints
  readonly signIn: BotTokenSource
  readonly carrier: ConnectorHttpClient
}

/**
 * botbuilder's authentication with the guard's judgement in the place of its own: its own fetches keys without a
 * timeout and once a request, answers a wrong key with 500, takes a body without `serviceUrl`, and grows a global
 * list with every tenant that a garbage token names. What the guard did not pass is refused here too.
 */
export const createBotAuthentication = (
  { ConfigurationBotFrameworkAuthentication }: Sdk,
  { config, endpoints, signIn, carrier }: AuthenticationOptions,
): BotAuthentication => {
  const vouched = new WeakSet<object>()
  const forAdapter = new ConfigurationBotFrameworkAuthentication(
    botFrameworkSettings(config, endpoints),
    credentialsOf(config.appId, signIn),
    undefined,
    undefined,
    { httpClient: carrier },
  )
  forAdapter.authenticateRequest = async (activity) => {
    if (!vouched.delete(activity)) throw new Error('a request came to botbuilder that the guard did not pass')
    const claimsIdentity = identityOf(config.appId, activity.serviceUrl)
    const connectorFactory = forAdapter.createConnectorFactory(claimsIdentity)
    return { audience: botFrameworkAudience, claimsIdentity, callerId: 'urn:botframework:azure', connectorFactory }
  }
  return { forAdapter, markVerified: (body) => void vouched.add(body) }
}

const botFrameworkAudience = 'https://api.botframework.com'

const botFrameworkSettings = (
  { appId, tenantId }: TeamsAppConfig,
  { openIdMetadata, issuer, authorityHost }: TeamsEndpoints,
) => ({
  MicrosoftAppId: appId,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: tenantId,
  ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
  ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadata,
  ToBotFromChannelTokenIssuer: issuer,
  ToChannelFromBotOAuthScope: botFrameworkAudience,
  ToChannelFromBotLoginUrl: `${authorityHost}/botframework.com`,
  OAuthUrl: botFrameworkAudience,
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
const credentialsOf = (appId: string, signIn: BotTokenSource) => ({
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
const tokenOf = async (signIn: BotTokenSource): Promise<string> => {
  try {
    return await signIn.token()
  } catch (cause) {
    const what = { kind: 'unreachable', status: undefined, retryAfterInMs: undefined } as const
    throw new TeamsCallError(what, 'The bot could not sign in to Teams.', { cause })
  }
}
