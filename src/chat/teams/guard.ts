import type { DoorRequest } from '../types.ts'
import { type Activity, activitySchema, tenantsOf } from './activity.ts'
import type { Endpoints } from './endpoints.ts'
import type { Keys, SigningKey } from './guard/keys.ts'
import type { Replays } from './guard/replays.ts'
import { serviceUrlCheck } from './guard/service-url.ts'
import { isSignedBy, readToken, type Token, wrongClaim } from './guard/token.ts'

/** Stands before the SDK: what it lets through came from Teams, for this bot, from our tenant, and is new. */
export type Guard = (request: DoorRequest) => Promise<Checked>

export type Checked =
  | { readonly is: 'passed'; readonly activity: Activity; readonly raw: Record<string, unknown> }
  | { readonly is: 'repeated'; readonly activity: Activity }
  | { readonly is: 'refused'; readonly status: 400 | 401 | 403 | 503; readonly why: string }

export interface GuardOptions {
  readonly appId: string
  readonly tenants: readonly string[]
  readonly endpoints: Pick<Endpoints, 'issuer' | 'serviceHosts'>
  readonly keys: Keys
  readonly replays: Replays
  readonly now: () => number
}

/** The cheapest questions first, and none that costs us anything before the signature is known to be good. */
export const createGuard = (options: GuardOptions): Guard => {
  const { appId, endpoints, keys, replays, now } = options
  const tenants = new Set(options.tenants.map((tenant) => tenant.toLowerCase()))
  const mayTalkTo = serviceUrlCheck(endpoints.serviceHosts)

  const authenticate = async (request: DoorRequest): Promise<Token | Checked> => {
    const token = readToken(request.headers.authorization)
    if (token === undefined) return refused(401, 'token')
    const wrong = wrongClaim(token, { issuer: endpoints.issuer, audience: appId, now: now() })
    if (wrong !== undefined) return refused(401, wrong)
    const key = await keys.find(token.kid)
    if (key === 'unavailable') return refused(503, 'keys')
    if (key === 'unknown') return refused(401, 'key')
    if (!endorses(key)) return refused(401, 'endorsement')
    return isSignedBy(token, key.key) ? token : refused(401, 'signature')
  }

  const judge = (activity: Activity, token: Token): Checked | undefined => {
    if (activity.serviceUrl !== token.claims.serviceurl) return refused(401, 'service-url-claim')
    if (!mayTalkTo(activity.serviceUrl)) return refused(401, 'service-url')
    if (activity.channelId !== channel) return refused(403, 'channel')
    const named = tenantsOf(activity)
    const ours = named.length > 0 && named.every((tenant) => tenants.has(tenant.toLowerCase()))
    return ours ? undefined : refused(403, 'tenant')
  }

  return async (request) => {
    const token = await authenticate(request)
    if ('is' in token) return token
    const raw = jsonOf(request.body)
    if (raw === undefined) return refused(400, 'not-json')
    if (typeof raw.serviceUrl !== 'string') return refused(401, 'service-url-missing')
    const { data: activity } = activitySchema.safeParse(raw)
    if (activity === undefined) return refused(400, 'not-an-activity')
    const wrong = judge(activity, token)
    if (wrong !== undefined) return wrong
    const key = `${activity.type}\n${activity.conversation.id}\n${activity.id}`
    return replays.isNew(key, now()) ? { is: 'passed', activity, raw } : { is: 'repeated', activity }
  }
}

const channel = 'msteams'

const endorses = ({ endorsements }: SigningKey): boolean => endorsements.length === 0 || endorsements.includes(channel)

const refused = (status: 400 | 401 | 403 | 503, why: string): Checked => ({ is: 'refused', status, why })

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
