import type { TeamsCloud } from './cloud.ts'

/** Payloads as Teams sends them, with names and ids of our own. */
export const people = {
  ada: { id: '29:1adaAda', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Ada de Vries' },
  bram: { id: '29:1bramBram', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Bram Jansen' },
  chloe: { id: '29:1chloeChloe', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000003', name: 'Chloé Martin' },
  mallory: { id: '29:1malMal', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000009', name: 'Ada de Vries' },
} as const
export type Who = keyof typeof people

export const channel = '19:abcdef0123456789@thread.tacv2'
export const personalChat = 'a:1personal-chat-of-ada'
export const groupChat = '19:meeting-like0123@thread.v2'

export type Payload = Record<string, unknown>
let count = 0

/** Ids are times in milliseconds, as Teams gives them. */
const nextId = (): string => {
  count += 1
  return String(1_768_446_000_000 + count)
}

const common = (cloud: TeamsCloud, who: Who, id: string): Payload => ({
  id,
  timestamp: '2026-01-15T03:00:00.123Z',
  localTimestamp: '2026-01-15T04:00:00.123+01:00',
  channelId: 'msteams',
  serviceUrl: cloud.serviceUrl,
  from: people[who],
  recipient: { id: `28:${cloud.appId}`, name: 'Appmedic' },
  locale: 'en-GB',
  entities: [{ locale: 'en-GB', country: 'GB', platform: 'Windows', timezone: 'Europe/Amsterdam', type: 'clientInfo' }],
})

const inChannel = (cloud: TeamsCloud, thread: string): Payload => ({
  conversation: {
    isGroup: true,
    conversationType: 'channel',
    tenantId: cloud.tenantId,
    id: `${channel};messageid=${thread}`,
    name: 'incidents',
  },
  channelData: {
    teamsChannelId: channel,
    teamsTeamId: '19:team0123@thread.tacv2',
    channel: { id: channel },
    team: { id: '19:team0123@thread.tacv2' },
    tenant: { id: cloud.tenantId },
  },
})

const inPersonal = (cloud: TeamsCloud): Payload => ({
  conversation: { conversationType: 'personal', tenantId: cloud.tenantId, id: personalChat },
  channelData: { tenant: { id: cloud.tenantId } },
})

/** `@Appmedic …` in a channel: the mention stands in the text as markup and beside it as an entity. */
export const mention = (cloud: TeamsCloud, who: Who, text: string, thread?: string): Payload => {
  const id = nextId()
  const sent = common(cloud, who, id)
  const entity = {
    type: 'mention',
    mentioned: { id: `28:${cloud.appId}`, name: 'Appmedic' },
    text: '<at>Appmedic</at>',
  }
  return {
    ...sent,
    ...inChannel(cloud, thread ?? id),
    type: 'message',
    textFormat: 'plain',
    text: `<at>Appmedic</at> ${text}\n`,
    attachments: [{ contentType: 'text/html', content: `<div><span itemscope>Appmedic</span>&nbsp;${text}</div>` }],
    entities: [entity, ...(sent.entities as object[])],
  }
}

/** Any message of a channel, delivered by the permission ChannelMessage.Read.Group. */
export const overheard = (cloud: TeamsCloud, who: Who, text: string, thread?: string): Payload => {
  const id = nextId()
  return { ...common(cloud, who, id), ...inChannel(cloud, thread ?? id), type: 'message', textFormat: 'plain', text }
}

export const personal = (cloud: TeamsCloud, who: Who, text: string): Payload => ({
  ...common(cloud, who, nextId()),
  ...inPersonal(cloud),
  type: 'message',
  textFormat: 'plain',
  text,
})

export const invoke = (
  cloud: TeamsCloud,
  who: Who,
  click: { verb: string; data: Payload; thread: string; card: string; trigger?: 'automatic' },
): Payload => ({
  ...common(cloud, who, `f:${nextId()}`),
  ...inChannel(cloud, click.thread),
  type: 'invoke',
  name: 'adaptiveCard/action',
  replyToId: click.card,
  value: {
    action: { type: 'Action.Execute', title: 'A button', verb: click.verb, data: click.data },
    trigger: click.trigger ?? 'manual',
  },
})

/** What an old client makes of the button's fallback. */
export const submit = (cloud: TeamsCloud, who: Who, value: Payload, thread: string): Payload => ({
  ...common(cloud, who, nextId()),
  ...inChannel(cloud, thread),
  type: 'message',
  replyToId: thread,
  value,
})

export const added = (cloud: TeamsCloud): Payload => ({
  ...common(cloud, 'ada', nextId()),
  ...inChannel(cloud, '1'),
  type: 'conversationUpdate',
  membersAdded: [{ id: `28:${cloud.appId}` }],
})

/** An edit keeps the id of the message. */
export const edited = (cloud: TeamsCloud, message: Payload, text: string): Payload => ({
  ...message,
  type: 'messageUpdate',
  text: `<at>Appmedic</at> ${text}`,
  channelData: { ...(message.channelData as Payload), eventType: 'editMessage', tenant: { id: cloud.tenantId } },
})
