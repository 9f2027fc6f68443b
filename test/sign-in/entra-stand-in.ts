import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider, type ProviderContext } from 'oidc-provider'

export const tenantId = '11111111-1111-1111-1111-111111111111'
export const clientId = '22222222-2222-2222-2222-222222222222'
export const clientSecret = 'the secret of the app registration'

export type Claims = Readonly<Record<string, unknown>>

/** Changes a token on its way; it is signed again with the right key, unless another one is given. */
export type Tamper = (claims: Claims) => { readonly claims: Claims; readonly key?: SigningKey }

export interface EntraUser {
  readonly oid: string
  readonly name: string
  readonly tid?: string
  /** What the sign-in meets; `c1` where absent. */
  readonly acrs?: readonly string[]
}

export interface EntraStandIn {
  readonly issuer: string
  /** Who sits at the sign-in page; nobody breaks it off. */
  user: EntraUser | undefined
  tamper: Tamper | undefined
  /** What it was asked for, newest last. */
  readonly asked: readonly Readonly<Record<string, string | undefined>>[]
  stop(): Promise<void>
}

type SigningKey = ReturnType<typeof newKey>
export const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const key = newKey()

/** A certified OpenID provider that says what Entra ID says: `oid`, `tid`, `auth_time`, `acrs`. */
export const startEntraStandIn = async (redirectUri: string): Promise<EntraStandIn> => {
  const users = new Map<string, EntraUser>()
  const asked: Readonly<Record<string, string | undefined>>[] = []
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, configurationOf(redirectUri, users))
  provider.use(async (context, next) => {
    if (context.path === '/auth') asked.push(context.query)
    await next()
    if (context.path === '/token') context.body = tampered(context.body, standIn.tamper)
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const { user } = standIn
    if (user !== undefined) users.set(user.oid, user)
    const result = user === undefined ? { error: 'access_denied' } : { login: { accountId: user.oid, remember: false } }
    void provider.interactionFinished(request, response, result)
  })
  const standIn: EntraStandIn = {
    issuer,
    user: undefined,
    tamper: undefined,
    asked,
    stop: async () => {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
  return standIn
}

const configurationOf = (redirectUri: string, users: ReadonlyMap<string, EntraUser>): object => ({
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['stand-in'] },
  features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
  claims: { openid: ['sub', 'oid', 'tid', 'acrs'], profile: ['name'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
  findAccount: (_: unknown, accountId: string) => ({
    accountId,
    claims: () => ({ sub: accountId, tid: tenantId, acrs: ['c1'], ...users.get(accountId) }),
  }),
  loadExistingGrant: async ({ oidc: { provider, client, session } }: ProviderContext) => {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
    grant.addOIDCScope('openid profile')
    grant.addOIDCClaims(['acrs', 'auth_time'])
    await grant.save()
    return grant
  },
  ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
})

const tampered = (body: unknown, tamper: Tamper | undefined): unknown => {
  const { id_token: token } = (body ?? {}) as { readonly id_token?: string }
  if (tamper === undefined || token === undefined) return body
  const [head = '', payload = ''] = token.split('.')
  const changed = tamper(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  const signed = `${head}.${Buffer.from(JSON.stringify(changed.claims)).toString('base64url')}`
  const signature = sign('RSA-SHA256', Buffer.from(signed), changed.key ?? key).toString('base64url')
  return { ...(body as object), id_token: `${signed}.${signature}` }
}
