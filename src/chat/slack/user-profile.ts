import type { ChatLogger } from '../shared/chat-logger.ts'
import { isJsonObject, type JsonObject, textIn } from '../shared/json-object.ts'
import { createPersonLookup } from '../shared/person-lookup.ts'
import type { StartTimer } from '../shared/start-timer.ts'
import { type SlackApi, SlackCallError } from './web-api.ts'

/** What Slack knows of somebody. It says who they are, never what they may. */
export interface UserProfile {
  readonly name?: string
  readonly locale?: string
  /** The workspace that they belong to. */
  readonly team?: string
  /** The others of their enterprise that they are in. */
  readonly teams: readonly string[]
  readonly enterprise?: string
  /** As what: guests are restricted to one channel or several; strangers, bots and who has left are outside. */
  readonly standing: 'full' | 'restricted' | 'outside'
}

/** `undefined` where Slack does not say within so many milliseconds. */
export type UserProfileLookup = (id: string, withinInMs: number) => Promise<UserProfile | undefined>

/** A greeting in the wrong language is better than a late one. */
export const nameWaitInMs = 1_500
const missingScopePauseInMs = 60_000

export const createUserProfileLookup = (
  api: SlackApi,
  { now, after, log }: { readonly now: () => number; readonly after: StartTimer; readonly log: ChatLogger },
): UserProfileLookup => {
  let isScopeTold = false

  const onFailure = (error: unknown, user: string): number => {
    if (error instanceof SlackCallError && error.code === 'missing_scope') {
      if (!isScopeTold)
        log.error({ scope: 'users:read' }, 'Slack does not say who is a guest: add the scope and install the app again')
      isScopeTold = true
      return missingScopePauseInMs
    }
    log.warn({ err: error, user }, 'Slack does not say who somebody is')
    return error instanceof SlackCallError ? error.retryAfterInMs : 0
  }

  const ask = async (id: string): Promise<UserProfile> => {
    const { user } = await api.call('users.info', { user: id, include_locale: true })
    if (!isJsonObject(user)) throw new Error('users.info told of no user')
    return userProfileOf(user)
  }

  const lookUp = createPersonLookup<UserProfile>({ onFailure, now, after })
  return (id, withinInMs) => lookUp(id, () => ask(id), withinInMs)
}

const userProfileOf = (user: JsonObject): UserProfile => {
  const profile = isJsonObject(user.profile) ? user.profile : {}
  const grid = isJsonObject(user.enterprise_user) ? user.enterprise_user : {}
  const name = textIn(profile, 'display_name') || textIn(profile, 'real_name') || textIn(user, 'name')
  const [locale, team, enterprise] = [textIn(user, 'locale'), textIn(user, 'team_id'), textIn(grid, 'enterprise_id')]
  return {
    ...(name === '' ? {} : { name }),
    ...(locale === '' ? {} : { locale }),
    ...(team.startsWith('T') ? { team } : {}),
    ...(enterprise === '' ? {} : { enterprise }),
    teams: Array.isArray(grid.teams) ? grid.teams.map(String) : [],
    standing: standingOf(user),
  }
}

/** Flags of docs.slack.dev, "User object". `is_app_user` is none of them: it means whoever has authorised the app. */
const outsideFlags = ['is_stranger', 'deleted', 'is_bot', 'is_workflow_bot', 'is_connector_bot']
const guestFlags = ['is_restricted', 'is_ultra_restricted']
/** A bot of Slack's own, of which `is_bot` is false. */
const slackbot = 'USLACKBOT'

const standingOf = (user: JsonObject): UserProfile['standing'] => {
  if (textIn(user, 'id') === slackbot || outsideFlags.some((flag) => user[flag] === true)) return 'outside'
  return guestFlags.some((flag) => user[flag] === true) ? 'restricted' : 'full'
}
