import type { Person } from '../../../incident/person.ts'
import type { Message } from '../../types.ts'
import { isNode, type Node, textIn } from '../json.ts'
import { platform } from '../options.ts'
import { placeOf } from '../place.ts'
import type { Identity } from './identity.ts'
import { mentions, spokenText } from './text.ts'

/** Kinds of message that somebody has newly written: not an edit, a deletion, a join or a bot's. */
const written = ['', 'file_share', 'thread_broadcast', 'me_message']

/**
 * A mention comes twice, as `app_mention` and as `message`; both are made the same and have the same id, so that
 * whichever comes first is taken and the other is a repeat.
 */
export const messageOf = (body: Node, me: Identity): Message | undefined => {
  const event = isNode(body.event) ? body.event : {}
  const [channel, ts, user] = [textIn(event, 'channel'), textIn(event, 'ts'), textIn(event, 'user')]
  if (!written.includes(textIn(event, 'subtype')) || event.hidden === true || event.edited !== undefined)
    return undefined
  if (textIn(event, 'bot_id') !== '' || user === me.user || [channel, ts, user].includes('')) return undefined
  const markup = textIn(event, 'text')
  return {
    kind: 'message',
    id: `${channel}:${ts}`,
    place: placeOf(me.team, channel, textIn(event, 'thread_ts')),
    person: personOf(user, textIn(event, 'user_team') || textIn(event, 'team') || textIn(body, 'team_id'), user),
    text: spokenText(markup, me.user),
    addressed: textIn(event, 'channel_type') === 'im' || mentions(markup, me.user),
  }
}

/** Somebody of another workspace, in a shared channel, keeps their own tenant (L8). */
export const personOf = (id: string, team: string, name: string): Person => ({ platform, tenant: team, id, name })
