/** The package brings no types; this is what the stand-in uses of it. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  interface KoaContext {
    readonly path: string
    readonly query: Readonly<Record<string, string | undefined>>
    body: unknown
  }
  export interface GrantLike {
    addOIDCScope(scope: string): void
    addOIDCClaims(claims: readonly string[]): void
    save(): Promise<string>
  }
  export interface ProviderContext {
    readonly oidc: {
      readonly provider: Provider
      readonly client: { readonly clientId: string }
      readonly session: { readonly accountId: string }
    }
  }
  export class Provider {
    constructor(issuer: string, configuration: object)
    readonly Grant: new (owner: {
      readonly accountId: string
      readonly clientId: string
    }) => GrantLike
    use(middleware: (context: KoaContext, next: () => Promise<void>) => Promise<void>): void
    callback(): RequestListener
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  }
}
