import type { Person } from '../../../incident/person.ts'
import type { Place } from '../../../incident/place.ts'
import { isNode, type Node, nodesIn, textIn } from '../json.ts'
import { placeOf } from '../place.ts'
import type { Identity } from './identity.ts'
import { personOf } from './message.ts'

/** Who clicked and where, as Slack signed it. */
export interface Clicked {
  readonly id: string
  readonly action: Node
  readonly person: Person
  readonly place: Place
  /** True where the card stands in the thread, false where it begins it. */
  readonly inThread: boolean
  readonly trigger: string
}

export const clickedOf = (body: Node, me: Identity): Clicked | undefined => {
  const [action] = nodesIn(body, 'actions')
  const person = clickerOf(body)
  const container = isNode(body.container) ? body.container : {}
  const message = isNode(body.message) ? body.message : {}
  const channel = textIn(container, 'channel_id') || (isNode(body.channel) ? textIn(body.channel, 'id') : '')
  const ts = textIn(container, 'message_ts') || textIn(message, 'ts')
  if (action === undefined || person === undefined || channel === '') return undefined
  const thread = textIn(container, 'thread_ts') || textIn(message, 'thread_ts')
  const { id } = person
  return {
    id: `click:${channel}:${ts}:${id}:${textIn(action, 'action_ts')}:${textIn(action, 'action_id')}`,
    action,
    person,
    place: placeOf(me.team, channel, thread || ts),
    inThread: thread !== '' && thread !== ts,
    trigger: textIn(body, 'trigger_id'),
  }
}

export const clickerOf = (body: Node): Person | undefined => {
  const user = isNode(body.user) ? body.user : {}
  const team = isNode(body.team) ? body.team : {}
  const id = textIn(user, 'id')
  const tenant = textIn(user, 'team_id') || textIn(team, 'id')
  return id === '' || tenant === ''
    ? undefined
    : personOf(id, tenant, textIn(user, 'name') || textIn(user, 'username') || id)
}
