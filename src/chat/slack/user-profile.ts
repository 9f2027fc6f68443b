import { LRUCache } from 'lru-cache'
import type { ChatLogger } from '../shared/chat-logger.ts'
import { isJsonObject, type JsonObject, textIn } from '../shared/json-object.ts'
import type { StartTimer } from '../shared/start-timer.ts'
import type { SlackApi } from './web-api.ts'

/** What Slack knows of somebody. It says who they are, never what they may. */
export interface UserProfile {
  readonly name?: string
  readonly locale?: string
  /** The workspace that they belong to. */
  readonly team?: string
}

const maxProfiles = 2_000
const profileLifetimeInMs = 3_600_000
const retryAfterFailureInMs = 60_000
/** A greeting in the wrong language is better than a late one. */
const lookupTimeoutInMs = 1_500

/** Name and language by user id, asked once an hour; nothing where Slack does not say in time. */
export const createUserProfileLookup = (
  api: SlackApi,
  { now, after, log }: { readonly now: () => number; readonly after: StartTimer; readonly log: ChatLogger },
): ((id: string) => Promise<UserProfile>) => {
  const known = new LRUCache<string, { readonly until: number; readonly about: Promise<UserProfile> }>({
    max: maxProfiles,
  })

  const ask = async (id: string): Promise<UserProfile> => {
    try {
      const { user } = await api.call('users.info', { user: id, include_locale: true })
      return isJsonObject(user) ? userProfileOf(user) : {}
    } catch (error) {
      known.set(id, { until: now() + retryAfterFailureInMs, about: Promise.resolve({}) })
      log.warn({ err: error, user: id }, 'Slack does not say who somebody is')
      return {}
    }
  }

  return async (id) => {
    const found = known.peek(id)
    const about = found !== undefined && now() < found.until ? found.about : ask(id)
    if (about !== found?.about) known.set(id, { until: now() + profileLifetimeInMs, about })
    return withinLookupTimeout(about, after)
  }
}

const withinLookupTimeout = async (about: Promise<UserProfile>, after: StartTimer): Promise<UserProfile> => {
  let callOff: () => void = () => undefined
  const late = new Promise<UserProfile>((resolve) => {
    callOff = after(lookupTimeoutInMs, () => resolve({}))
  })
  return Promise.race([about, late]).finally(callOff)
}

const userProfileOf = (user: JsonObject): UserProfile => {
  const profile = isJsonObject(user.profile) ? user.profile : {}
  const name = textIn(profile, 'display_name') || textIn(profile, 'real_name') || textIn(user, 'name')
  const locale = textIn(user, 'locale')
  const team = textIn(user, 'team_id')
  return {
    ...(name === '' ? {} : { name }),
    ...(locale === '' ? {} : { locale }),
    ...(team.startsWith('T') ? { team } : {}),
  }
}
