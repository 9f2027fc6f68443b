import type { Message } from '../../types.ts'
import { type Node, textIn } from '../json.ts'
import { placeOf } from '../place.ts'
import type { Identity } from './identity.ts'
import { personOf } from './message.ts'
import { spokenText } from './text.ts'

/** `/appmedic contoso-web is down`, `/appmedic approve INC-7`; nothing at all asks for help. */
export const commandOf = (body: Node, me: Identity): Message | undefined => {
  const [channel, user, trigger] = [textIn(body, 'channel_id'), textIn(body, 'user_id'), textIn(body, 'trigger_id')]
  if ([channel, user, trigger].includes('')) return undefined
  return {
    kind: 'message',
    id: `command:${trigger}`,
    place: placeOf(me.team, channel, textIn(body, 'thread_ts')),
    person: personOf(user, textIn(body, 'team_id'), textIn(body, 'user_name') || user),
    text: spokenText(textIn(body, 'text'), me.user) || 'help',
    addressed: true,
  }
}
