import type { HttpClient } from '@azure/core-rest-pipeline'

/** Where Microsoft's side is. The public cloud unless told otherwise (sovereign clouds, tests on loopback). */
export interface TeamsEndpoints {
  /** OpenID metadata of who signs the requests that come in. */
  readonly openIdMetadata: string
  readonly issuer: string
  /** Where the bot signs in. */
  readonly authorityHost: string
  readonly scope: string
  /** Used for conversations in which nobody has spoken since the start. */
  readonly serviceUrl: string
  /** Where the bot's token may be sent: `host`, `*.suffix`, or a loopback origin `http://127.0.0.1:1234`. */
  readonly serviceHosts: readonly string[]
  /** Where links into Teams lead. */
  readonly clientUrl: string
  /** Carries the sign-in instead of the library's own HTTP client. */
  readonly signInClient?: HttpClient
}

/** From Microsoft's "Authenticate requests with the Bot Connector API" and its list of global service URLs. */
export const publicCloudEndpoints: TeamsEndpoints = {
  openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
  authorityHost: 'https://login.microsoftonline.com',
  scope: 'https://api.botframework.com/.default',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  clientUrl: 'https://teams.microsoft.com',
  // Never `*.trafficmanager.net`: anybody can have a name there.
  serviceHosts: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com', '*.botframework.com'],
}
