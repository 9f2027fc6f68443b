import type { Person } from '../../../incident/person.ts'
import { isJsonObject, type JsonObject, textIn } from '../../shared/json-object.ts'
import type { ChatMessage } from '../../types.ts'
import { slackPlatform } from '../options.ts'
import { slackPlaceOf } from '../place-mapping.ts'
import type { BotIdentity } from './bot-identity.ts'
import { enterpriseOf, tenantOf } from './installed-workspace.ts'
import { mentionedUsersIn, mentionsUser, stripSlackMarkup } from './strip-markup.ts'

/** Kinds of message that somebody has newly written: not an edit, a deletion, a join or a bot's. */
const writtenSubtypes = ['', 'file_share', 'thread_broadcast', 'me_message']

/**
 * A mention comes twice, as `app_mention` and as `message`; both are made the same and have the same id, so that
 * whichever comes first is taken and the other is a repeat.
 */
export const parseMessageEvent = (body: JsonObject, me: BotIdentity): ChatMessage | undefined => {
  const event = isJsonObject(body.event) ? body.event : {}
  const [channel, ts, user] = [textIn(event, 'channel'), textIn(event, 'ts'), textIn(event, 'user')]
  if (!writtenSubtypes.includes(textIn(event, 'subtype')) || event.hidden === true || event.edited !== undefined)
    return undefined
  if (textIn(event, 'bot_id') !== '' || user === me.user || [channel, ts, user].includes('')) return undefined
  const markup = textIn(event, 'text')
  // Of somebody of another workspace Slack does not say so here; nothing is permitted to anyone by a mention.
  const mentions = mentionedUsersIn(markup, me.user).map((user) =>
    slackPersonOf({ ...user, workspaces: [me.team] }, body, me),
  )
  return {
    kind: 'message',
    id: `${channel}:${ts}`,
    place: slackPlaceOf(me.team, channel, textIn(event, 'thread_ts')),
    person: slackPersonOf(
      { id: user, workspaces: [textIn(event, 'user_team'), textIn(event, 'team'), textIn(body, 'team_id')] },
      body,
      me,
    ),
    text: stripSlackMarkup(markup, me.user),
    addressed: textIn(event, 'channel_type') === 'im' || mentionsUser(markup, me.user),
    ...(mentions.length === 0 ? {} : { mentions }),
  }
}

interface NamedUser {
  readonly id: string
  readonly name?: string
  /** What Slack calls their workspace or enterprise, the most telling first. */
  readonly workspaces: readonly string[]
}

/** Somebody of another workspace, in a shared channel, keeps their own tenant (L8). */
export const slackPersonOf = ({ id, name = id, workspaces }: NamedUser, body: JsonObject, me: BotIdentity): Person => {
  const tenant = tenantOf(workspaces, body, me)
  const enterprise = tenant === me.team ? me.enterprise : enterpriseOf(tenant, body)
  return { platform: slackPlatform, tenant, ...(enterprise ? { enterprise } : {}), id, name }
}
