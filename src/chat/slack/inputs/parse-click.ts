import type { ChatPlace } from '../../../incident/chat-place.ts'
import type { Person } from '../../../incident/person.ts'
import { isJsonObject, type JsonObject, objectsIn, textIn } from '../../shared/json-object.ts'
import { slackPlaceOf } from '../place-mapping.ts'
import type { BotIdentity } from './bot-identity.ts'
import { slackPersonOf } from './parse-message-event.ts'

/** Who clicked and where, as Slack signed it. */
export interface SlackClick {
  readonly id: string
  readonly action: JsonObject
  readonly person: Person
  readonly place: ChatPlace
  /** True where the card stands in the thread, false where it begins it. */
  readonly inThread: boolean
  readonly trigger: string
}

export const parseSlackClick = (body: JsonObject, me: BotIdentity): SlackClick | undefined => {
  const [action] = objectsIn(body, 'actions')
  const person = slackClickerOf(body, me)
  const container = isJsonObject(body.container) ? body.container : {}
  const message = isJsonObject(body.message) ? body.message : {}
  const channel = textIn(container, 'channel_id') || (isJsonObject(body.channel) ? textIn(body.channel, 'id') : '')
  const ts = textIn(container, 'message_ts') || textIn(message, 'ts')
  if (action === undefined || person === undefined || channel === '') return undefined
  const thread = textIn(container, 'thread_ts') || textIn(message, 'thread_ts')
  const { id } = person
  return {
    id: `click:${channel}:${ts}:${id}:${textIn(action, 'action_ts')}:${textIn(action, 'action_id')}`,
    action,
    person,
    place: slackPlaceOf(me.team, channel, thread || ts),
    inThread: thread !== '' && thread !== ts,
    trigger: textIn(body, 'trigger_id'),
  }
}

export const slackClickerOf = (body: JsonObject, me: BotIdentity): Person | undefined => {
  const user = isJsonObject(body.user) ? body.user : {}
  const team = isJsonObject(body.team) ? body.team : {}
  const id = textIn(user, 'id')
  const workspaces = [textIn(user, 'team_id'), textIn(team, 'id'), textIn(team, 'enterprise_id')].filter(
    (one) => one !== '',
  )
  if (id === '' || workspaces.length === 0) return undefined
  return slackPersonOf({ id, name: textIn(user, 'name') || textIn(user, 'username') || id, workspaces }, body, me)
}
