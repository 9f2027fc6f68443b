import { type Posted, people, type Slack, type Who } from './slack.ts'

/** Requests as Slack makes them: shapes from its documentation and from recorded ones, ids replaced. */
export type Payload = Record<string, unknown>

export const channel = 'C0INCIDENTS'

let count = 0
const next = (): string => {
  count += 1
  return String(count).padStart(6, '0')
}

export const newTs = (): string => `1764000000.${next()}`

/** An Events API request around an event. */
export const event = (slack: Slack, inner: Payload, id = `Ev${next()}`): Payload => ({
  token: 'verification-token-not-used',
  team_id: slack.team,
  context_team_id: slack.team,
  context_enterprise_id: null,
  api_app_id: 'A0APPMEDIC',
  event: inner,
  type: 'event_callback',
  event_id: id,
  event_time: 1_764_000_000,
  authorizations: [
    { enterprise_id: null, team_id: slack.team, user_id: slack.bot, is_bot: true, is_enterprise_install: false },
  ],
  is_ext_shared_channel: false,
  event_context: '4-abc',
})

export const written = (slack: Slack, who: Who, text: string, more: Payload = {}): Payload => {
  const ts = newTs()
  return {
    type: 'message',
    user: people[who].id,
    ts,
    client_msg_id: 'c0ffee00-0000-4000-8000-000000000000',
    text,
    team: slack.team,
    blocks: [{ type: 'rich_text', block_id: 'b1', elements: [] }],
    channel,
    event_ts: ts,
    channel_type: 'channel',
    ...more,
  }
}

/** The two events that one mention makes. */
export const mentionPair = (slack: Slack, who: Who, text: string, more: Payload = {}): readonly [Payload, Payload] => {
  const message = written(slack, who, `<@${slack.bot}> ${text}`, more)
  const { channel_type: _, ...same } = message
  return [event(slack, { ...same, type: 'app_mention' }), event(slack, message)]
}

export const command = (slack: Slack, who: Who, text: string, more: Record<string, string> = {}): string =>
  new URLSearchParams({
    token: 'verification-token-not-used',
    team_id: slack.team,
    team_domain: 'contoso',
    channel_id: channel,
    channel_name: 'incidents',
    user_id: people[who].id,
    user_name: who,
    command: '/appmedic',
    text,
    api_app_id: 'A0APPMEDIC',
    is_enterprise_install: 'false',
    response_url: `${slack.url}respond/${next()}`,
    trigger_id: `13345224609.738474920.${next()}`,
    ...more,
  }).toString()

interface Element {
  readonly type: string
  readonly action_id: string
  readonly value?: string
}

const elementIn = (message: Posted, actionId: RegExp): Element => {
  let found: Element | undefined
  JSON.stringify(message.blocks, (_key, node: Element | null) => {
    if (node?.action_id !== undefined && actionId.test(node.action_id)) found ??= node
    return node
  })
  if (found === undefined) throw new Error(`no ${actionId} in ${message.text}`)
  return found
}

/** A click in a message, with what stands in the message's inputs. */
const blockActions = (
  slack: Slack,
  who: Who,
  { message, action, state = {} }: { message: Posted; action: Payload; state?: Payload },
): Payload => ({
  type: 'block_actions',
  user: { id: people[who].id, username: who, name: who, team_id: slack.team },
  api_app_id: 'A0APPMEDIC',
  token: 'verification-token-not-used',
  container: {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: false,
    ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
  },
  trigger_id: `12321423423.333649436676.${next()}`,
  team: { id: slack.team, domain: 'contoso' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: message.channel, name: 'incidents' },
  message: {
    bot_id: 'B0BOT',
    type: 'message',
    text: message.text,
    user: slack.bot,
    ts: message.ts,
    ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
    blocks: message.blocks,
  },
  state: { values: state },
  response_url: `${slack.url}respond/${next()}`,
  actions: [{ block_id: 'Xq1', action_ts: `1764000100.${next()}`, ...action }],
})

export const click = (slack: Slack, who: Who, message: Posted, actionId: RegExp, state: Payload = {}): Payload =>
  blockActions(slack, who, { message, action: { ...elementIn(message, actionId) }, state })

export const viewSubmission = (slack: Slack, who: Who, view: Payload, values: Payload): Payload => ({
  type: 'view_submission',
  team: { id: slack.team, domain: 'contoso' },
  user: { id: people[who].id, username: who, name: who, team_id: slack.team },
  api_app_id: 'A0APPMEDIC',
  token: 'verification-token-not-used',
  trigger_id: `12321423423.333649436676.${next()}`,
  view: { id: `V${next()}`, team_id: slack.team, hash: `1764.${next()}`, ...view, state: { values } },
  response_urls: [],
  is_enterprise_install: false,
  enterprise: null,
})

export const form = (payload: Payload): string => new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
