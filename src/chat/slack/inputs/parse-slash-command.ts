import { type JsonObject, textIn } from '../../shared/json-object.ts'
import type { ChatMessage } from '../../types.ts'
import { slackPlaceOf } from '../place-mapping.ts'
import type { BotIdentity } from './bot-identity.ts'
import { slackPersonOf } from './parse-message-event.ts'
import { stripSlackMarkup } from './strip-markup.ts'

/** `/appmedic contoso-web is down`, `/appmedic approve INC-7`; nothing at all asks for help. */
export const parseSlashCommand = (body: JsonObject, me: BotIdentity): ChatMessage | undefined => {
  const [channel, user, trigger] = [textIn(body, 'channel_id'), textIn(body, 'user_id'), textIn(body, 'trigger_id')]
  if ([channel, user, trigger].includes('')) return undefined
  return {
    kind: 'message',
    id: `command:${trigger}`,
    place: slackPlaceOf(me.team, channel, textIn(body, 'thread_ts')),
    person: slackPersonOf(
      { id: user, name: textIn(body, 'user_name') || user, workspaces: [textIn(body, 'team_id')] },
      body,
      me,
    ),
    text: stripSlackMarkup(textIn(body, 'text'), me.user) || 'help',
    addressed: true,
  }
}
