import { z } from 'zod'
import {
  type BearerToken,
  findWrongClaim,
  isSignedBy,
  parseBearerToken,
  tokenClaimsSchema,
} from '../../auth/bearer-token.ts'
import type { SigningKey, SigningKeys } from '../../auth/signing-keys.ts'
import type { ChatLogger } from '../shared/chat-logger.ts'
import type { Deduplicator } from '../shared/deduplicator.ts'
import type { WebhookHead, WebhookRequest } from '../types.ts'
import { activitySchema, type TeamsActivity, tenantsOf } from './activity-schema.ts'
import type { TeamsEndpoints } from './cloud-endpoints.ts'
import { createServiceUrlCheck } from './service-url-check.ts'

/** Stands before the SDK: what it lets through came from Teams, for this bot, from our tenant, and is new. */
export interface RequestGuard {
  /** Of the head alone, before the body is read: `undefined` where the token is Microsoft's and for this bot. */
  admit(head: WebhookHead): Promise<RequestRefusal | undefined>
  check(request: WebhookRequest): Promise<RequestGuardResult>
}

export interface RequestRefusal {
  readonly is: 'refused'
  readonly status: 400 | 401 | 403 | 503
  readonly why: string
}

export type RequestGuardResult =
  | {
      readonly is: 'passed'
      readonly activity: TeamsActivity
      readonly raw: Record<string, unknown>
      readonly key: string
      /** It could not be taken: the same once more is new. */
      readonly forget: () => void
    }
  | { readonly is: 'repeated'; readonly activity: TeamsActivity; readonly key: string }
  | RequestRefusal

export interface RequestGuardOptions {
  readonly appId: string
  readonly tenants: readonly string[]
  readonly endpoints: Pick<TeamsEndpoints, 'issuer' | 'serviceHosts'>
  readonly keys: SigningKeys
  readonly replays: Deduplicator
  readonly now: () => number
}

/** Microsoft's token names the service that the request came from, so that it is good for no other. */
const teamsClaimsSchema = tokenClaimsSchema.extend({ serviceurl: z.string() })
type TeamsToken = BearerToken<z.infer<typeof teamsClaimsSchema>>

/** The cheapest questions first, and none that costs us anything before the signature is known to be good. */
export const createRequestGuard = (options: RequestGuardOptions): RequestGuard => {
  const { appId, endpoints, keys, replays, now } = options
  const tenants = new Set(options.tenants.map((tenant) => tenant.toLowerCase()))
  const mayTalkTo = createServiceUrlCheck(endpoints.serviceHosts)

  /** Checking a signature takes longer than all the rest, and a head is judged before its body. */
  const known = new WeakMap<WebhookHead['headers'], TeamsToken>()

  const authenticate = async ({ headers }: WebhookHead): Promise<TeamsToken | RequestRefusal> => {
    const checked = known.get(headers)
    if (checked !== undefined) return checked
    const token = parseBearerToken(headers.authorization, teamsClaimsSchema)
    if (token === undefined) return refuse(401, 'token')
    const wrong = findWrongClaim(token, { issuer: endpoints.issuer, audience: appId, now: now() })
    if (wrong !== undefined) return refuse(401, wrong)
    const key = await keys.find(token.kid)
    if (key === 'unavailable') return refuse(503, 'keys')
    if (key === 'unknown') return refuse(401, 'key')
    if (!endorsesTeams(key)) return refuse(401, 'endorsement')
    if (!isSignedBy(token, key.key)) return refuse(401, 'signature')
    known.set(headers, token)
    return token
  }

  const judge = (activity: TeamsActivity, token: TeamsToken): RequestGuardResult | undefined => {
    if (activity.serviceUrl !== token.claims.serviceurl) return refuse(401, 'service-url-claim')
    if (!mayTalkTo(activity.serviceUrl)) return refuse(401, 'service-url')
    if (activity.channelId !== teamsChannelId) return refuse(403, 'channel')
    const named = tenantsOf(activity)
    const ours = named.length > 0 && named.every((tenant) => tenants.has(tenant.toLowerCase()))
    return ours ? undefined : refuse(403, 'tenant')
  }

  const check: RequestGuard['check'] = async (request) => {
    const token = await authenticate(request)
    if ('is' in token) return token
    const raw = jsonOf(request.body)
    if (raw === undefined) return refuse(400, 'not-json')
    if (typeof raw.serviceUrl !== 'string') return refuse(401, 'service-url-missing')
    const { data: activity } = activitySchema.safeParse(raw)
    if (activity === undefined) return refuse(400, 'not-an-activity')
    const wrong = judge(activity, token)
    if (wrong !== undefined) return wrong
    const key = `${activity.type}\n${activity.conversation.id}\n${activity.id}`
    if (!replays.isFirst(key)) return { is: 'repeated', activity, key }
    return { is: 'passed', activity, raw, key, forget: () => replays.forget(key) }
  }

  const admit: RequestGuard['admit'] = async (head) => {
    const token = await authenticate(head)
    return 'is' in token ? token : undefined
  }

  return { admit, check }
}

const teamsChannelId = 'msteams'

const endorsesTeams = ({ endorsements }: SigningKey): boolean =>
  endorsements.length === 0 || endorsements.includes(teamsChannelId)

const refuse = (status: RequestRefusal['status'], why: string): RequestRefusal => ({ is: 'refused', status, why })

const jsonOf = (body: Uint8Array): Record<string, unknown> | undefined => {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

const minLogIntervalInMs = 60_000

/** Logs refused requests, each reason once a minute with its count: who knocks must not be able to fill the log. */
export const createRefusalLogger = (log: ChatLogger, now: () => number): ((why: string) => void) => {
  const counts = new Map<string, { count: number; loggedAt: number }>()
  return (why) => {
    const known = counts.get(why) ?? { count: 0, loggedAt: Number.NEGATIVE_INFINITY }
    known.count += 1
    counts.set(why, known)
    if (now() - known.loggedAt < minLogIntervalInMs) return
    log.warn({ why, count: known.count }, 'requests to the Teams door were refused')
    known.count = 0
    known.loggedAt = now()
  }
}
