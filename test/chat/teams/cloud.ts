import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline'

/** Microsoft's side on loopback: the issuer of tokens, the sign-in, and a Bot Connector that holds messages. */
export interface TeamsCloud {
  readonly url: string
  readonly serviceUrl: string
  readonly appId: string
  readonly tenantId: string
  /** A token as Teams signs it; every part can be made wrong. */
  token(claims?: Readonly<Record<string, unknown>>, more?: TokenOptions): string
  readonly signInClient: HttpClient
  readonly requests: readonly ConnectorRequest[]
  /** What stands in the conversations, oldest first. */
  readonly messages: readonly HeldMessage[]
  /** What the roster says of somebody besides, by Entra's object id: members of the tenant where nothing is said. */
  readonly roster: Map<string, Readonly<Record<string, unknown>>>
  /** Whom the bot has asked the roster about. */
  readonly rosterRequests: readonly string[]
  /** Decides what the roster answers instead. */
  misbehaveRoster: ((member: string) => Misbehaviour | undefined) | undefined
  /** Holds back what the roster says until resolved. */
  rosterWait: Promise<void> | undefined
  /** How often each path was asked. */
  readonly asked: ReadonlyMap<string, number>
  /** Forms posted to the sign-in. */
  readonly signIns: readonly URLSearchParams[]
  /** Decides what becomes of a request to the connector before it is looked at; `undefined` is as usual. */
  misbehave: ((request: ConnectorRequest) => Misbehaviour | undefined) | undefined
  /** Holds back the keys until resolved. */
  keysWait: Promise<void> | undefined
  /** Answers nothing but 401 to tokens given out so far. */
  revoke(): void
  stop(): Promise<void>
}

export interface TokenOptions {
  readonly header?: Readonly<Record<string, unknown>>
  readonly key?: KeyObject
}

export interface ConnectorRequest {
  readonly method: string
  readonly conversation: string
  readonly activity: string | undefined
  readonly body: OutgoingBody
  readonly at: number
}

export interface OutgoingBody {
  readonly type: string
  readonly text?: string
  readonly summary?: string
  readonly entities?: readonly { readonly type: string; readonly mentioned?: { readonly id: string } }[]
  readonly attachments: readonly { readonly contentType: string; readonly content: Card }[]
}
export interface Card {
  readonly type: string
  readonly version: string
  readonly body: readonly object[]
  readonly refresh?: { readonly userIds: readonly string[] }
}

export interface HeldMessage {
  readonly id: string
  readonly conversation: string
  body: OutgoingBody
  edits: number
}

/** `drop` and `taken-then-500` take the message first. */
export type Misbehaviour =
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly how: 'taken-then-500' | 'taken-then-dropped' | 'hang' }

const keyPair = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const kid = 'key-1'
const budgetInBytes = 28 * 1024

export const startTeamsCloud = async (now: () => number): Promise<TeamsCloud> => {
  const appId = randomUUID() // tokens are kept by app id, for the life of the process
  const tenantId = '72f988bf-0000-4000-8000-2d7cd011db47'
  const requests: ConnectorRequest[] = []
  const messages: HeldMessage[] = []
  const asked = new Map<string, number>()
  const signIns: URLSearchParams[] = []
  const roster = new Map<string, Readonly<Record<string, unknown>>>()
  const rosterRequests: string[] = []
  let good = 0
  let lastId = 1_700_000_000_000

  const connector = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (request.headers.authorization !== `Bearer bot-token-${good}`) return json(response, 401, { error: {} })
    const member = /^\/v3\/conversations\/[^/]+\/members\/([^/]+)$/.exec(path)?.[1]
    if (member !== undefined) return tellMember(response, decodeURIComponent(member))
    const text = await bodyOf(request)
    const [, conversation = '', activity] = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path) ?? []
    const seen: ConnectorRequest = {
      method: request.method ?? '',
      conversation: decodeURIComponent(conversation),
      activity: activity === undefined ? undefined : decodeURIComponent(activity),
      body: JSON.parse(text) as OutgoingBody,
      at: now(),
    }
    requests.push(seen)
    const wrong = cloud.misbehave?.(seen)
    if (wrong !== undefined && 'status' in wrong) return refuse(response, wrong)
    if (wrong?.how === 'hang') return
    if (Buffer.byteLength(text) > budgetInBytes) return json(response, 413, { error: { code: 'MessageSizeTooBig' } })
    const id = take(seen)
    if (wrong?.how === 'taken-then-dropped') return void response.destroy()
    if (wrong?.how === 'taken-then-500') return json(response, 500, { error: { code: 'ServiceError' } })
    return id === undefined ? json(response, 404, { error: { code: 'ActivityNotFound' } }) : json(response, 201, { id })
  }

  const tellMember = async (response: ServerResponse, id: string): Promise<void> => {
    rosterRequests.push(id)
    const wrong = cloud.misbehaveRoster?.(id)
    if (wrong !== undefined && 'status' in wrong) return refuse(response, wrong)
    await cloud.rosterWait
    const userPrincipalName = `${id.slice(-2)}@contoso.example`
    const usual = { id: '29:1member', objectId: id, givenName: 'A', tenantId, userRole: 'user', userPrincipalName }
    json(response, 200, { ...usual, ...roster.get(id) })
  }

  const take = ({ method, conversation, activity, body }: ConnectorRequest): string | undefined => {
    if (method === 'POST' && activity === undefined) {
      lastId += 1
      messages.push({ id: String(lastId), conversation, body, edits: 0 })
      return String(lastId)
    }
    const held = messages.find((message) => message.id === activity && message.conversation === conversation)
    if (method !== 'PUT' || held === undefined) return undefined
    held.body = body
    held.edits += 1
    return held.id
  }

  const signIn = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const authority = `https://login.microsoftonline.com/${tenantId}`
    if (path.endsWith('/discovery/instance')) {
      return json(response, 200, {
        tenant_discovery_endpoint: `${authority}/v2.0/.well-known/openid-configuration`,
        metadata: [],
      })
    }
    if (path.endsWith('/openid-configuration')) {
      return json(response, 200, {
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      })
    }
    signIns.push(new URLSearchParams(await bodyOf(request)))
    return json(response, 200, { token_type: 'Bearer', expires_in: 3600, access_token: `bot-token-${good}` })
  }

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname
    asked.set(path, (asked.get(path) ?? 0) + 1)
    if (path === '/openid')
      return json(response, 200, { issuer: 'https://api.botframework.com', jwks_uri: `${url}/keys` })
    if (path === '/keys') {
      const jwk = { ...keyPair.publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: ['msteams'] }
      const elliptic = { kty: 'EC', kid: 'elliptic' }
      return void Promise.resolve(cloud.keysWait).then(() => json(response, 200, { keys: [elliptic, jwk] }))
    }
    if (path === '/msi/token') {
      const expires_on = String(Math.floor(now() / 1000) + 3600)
      return json(response, 200, { access_token: `bot-token-${good}`, expires_on, token_type: 'Bearer', resource: 'x' })
    }
    if (path.startsWith('/login/')) return void signIn(request, response, path)
    return void connector(request, response, path.replace('/teams/', '/'))
  })
  // A busy machine closes a connection that rests for five seconds just as the bot takes it up again.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const serviceUrl = `${url}/teams/`

  const cloud: TeamsCloud = {
    url,
    serviceUrl,
    appId,
    tenantId,
    requests,
    messages,
    asked,
    signIns,
    misbehave: undefined,
    roster,
    rosterRequests,
    misbehaveRoster: undefined,
    rosterWait: undefined,
    keysWait: undefined,
    signInClient: signInThrough(url),
    token: (claims = {}, { header = {}, key = keyPair.privateKey } = {}) => {
      const seconds = Math.floor(now() / 1000)
      const issued = {
        iss: 'https://api.botframework.com',
        aud: appId,
        serviceurl: serviceUrl,
        nbf: seconds,
        exp: seconds + 3600,
      }
      return jwt({ alg: 'RS256', kid, typ: 'JWT', ...header }, { ...issued, ...claims }, key)
    },
    revoke: () => {
      good += 1
    },
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
  return cloud
}

type Refusal = Extract<Misbehaviour, { readonly status: number }>

const refuse = (response: ServerResponse, { status, retryAfter }: Refusal): void => {
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
  json(response, status, { error: { code: 'Misbehaving' } })
}

const jwt = (header: object, claims: object, key: KeyObject): string => {
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
}

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** The sign-in speaks https only, so its requests are taken to loopback by hand. */
const signInThrough = (url: string): HttpClient => ({
  sendRequest: async (request) => {
    const { pathname, search } = new URL(request.url)
    const answer = await fetch(`${url}/login${pathname}${search}`, {
      method: request.method,
      headers: request.headers.toJSON(),
      ...(typeof request.body === 'string' ? { body: request.body } : {}),
    })
    const headers = createHttpHeaders(Object.fromEntries(answer.headers))
    return { request, status: answer.status, headers, bodyAsText: await answer.text() }
  },
})
