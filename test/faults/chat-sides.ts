import { form, mentionPair, newTs, click as slackClick } from '../chat/slack/payloads.ts'
import { people as onSlack, startSlack } from '../chat/slack/slack.ts'
import { startTeamsCloud } from '../chat/teams/cloud.ts'
import { invoke, mention, people as onTeams } from '../chat/teams/payloads.ts'
import { visit } from '../chat/web/visitor.ts'

export type Who = 'ada' | 'bram'

/** What people see: a message, or words for one of them alone. */
export interface Shown {
  readonly id: string
  readonly thread: string
  readonly isWhisper: boolean
  readonly whole: string
}

/** What a platform answered, or nothing where the connection broke. */
export interface Answer {
  readonly isTaken: boolean
  /** Words that whoever clicked sees at once. */
  readonly words: string
}

/** One platform: its servers, and its people. They outlive the bot. */
export interface ChatSide {
  readonly platform: 'web' | 'slack' | 'teams'
  /** What the bot is made with. */
  readonly options: object
  readonly env: NodeJS.ProcessEnv
  /** What a policy calls somebody: its key and how the platform names them. */
  identityOf(who: Who): object
  /** A bot was started, and is reached there. */
  connect(door: string): Promise<void>
  says(who: Who, text: string, thread?: string): Promise<Answer>
  /** Presses what stands on a message. */
  presses(who: Who, verb: string, on: Shown): Promise<Answer>
  shown(): Promise<readonly Shown[]>
  /** Called when the bot next sends something. */
  onSending(tell: () => void): void
  /** From now on what the bot sends is hung up on, or refused; as usual where nothing is given. */
  trouble(kind?: 'hangs' | 'limits' | 'fails'): void
  stop(): Promise<void>
}

/** Found in a card, wherever it stands. */
interface Button {
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
}

export const buttonOn = ({ whole }: Pick<Shown, 'whole'>, verb: string): Button | undefined => {
  let found: Button | undefined
  JSON.parse(whole, (_key, node: Partial<Button> & { readonly action_id?: string; readonly value?: string }) => {
    if (node?.verb === verb && node.data !== undefined) found = { verb, data: node.data }
    if (node?.action_id?.startsWith(`${verb}#`)) found = { verb, data: { token: node.value } }
    return node
  })
  return found
}

const lost: Answer = { isTaken: false, words: '' }

const post = async (url: string, init: RequestInit): Promise<Answer> => {
  try {
    const response = await fetch(url, { method: 'POST', ...init })
    return { isTaken: response.status < 300, words: await response.text() }
  } catch {
    return lost
  }
}

export const createWebSide = async (): Promise<ChatSide> => {
  const seen = new Map<string, Shown>()
  const visitors = new Map<Who, Awaited<ReturnType<typeof visit>>>()
  const note = (one: { id: string; thread?: string; whisper?: boolean }): void =>
    void seen.set(one.id, {
      ...{ id: one.id, thread: one.thread ?? one.id },
      ...{ isWhisper: one.whisper === true, whole: JSON.stringify(one) },
    })
  const send = async (who: Who, path: string, body: object): Promise<Answer> => {
    const answer = await visitors
      .get(who)
      ?.send(path, body)
      .catch(() => undefined)
    return answer === undefined ? lost : { isTaken: answer.status < 300, words: '' }
  }
  const watch = async (visitor: Awaited<ReturnType<typeof visit>>): Promise<void> => {
    const stream = await visitor.listen()
    try {
      for (;;) note((await stream.next('message')).data)
    } catch {
      stream.close()
    }
  }
  return {
    platform: 'web',
    env: {},
    identityOf: () => ({}),
    options: {
      ...{ host: '127.0.0.1', port: 0 },
      people: (['ada', 'bram'] as const).map((key) => ({ key, name: key, roles: [] })),
    },
    connect: async (door) => {
      for (const who of ['ada', 'bram'] as const) {
        const visitor = await visit(door)
        await visitor.send('act-as', { person: who })
        visitors.set(who, visitor)
        void watch(visitor)
      }
    },
    says: (who, text, thread) => send(who, 'messages', { text, ...(thread === undefined ? {} : { thread }) }),
    presses: (who, verb, on) =>
      send(who, 'clicks', { verb, token: buttonOn(on, verb)?.data.token, values: {}, thread: on.thread }),
    shown: async () => {
      for (const visitor of visitors.values()) {
        const stream = await visitor.listen().catch(() => undefined)
        for (const one of (await stream?.next('snapshot'))?.data.messages ?? []) note(one)
        stream?.close()
      }
      return [...seen.values()]
    },
    onSending: () => undefined,
    trouble: () => undefined,
    stop: async () => undefined,
  }
}

export const createSlackSide = async (): Promise<ChatSide> => {
  const slack = await startSlack(Date.now)
  let door = ''
  let tellSending: () => void = () => undefined
  let trouble: Parameters<ChatSide['trouble']>[0]
  slack.misbehave = () => {
    tellSending()
    if (trouble === 'hangs') return 'hang'
    if (trouble === 'limits') return { status: 429, retryAfter: 1 }
    return trouble === 'fails' ? { status: 500 } : undefined
  }
  const deliver = (body: string, type: string): Promise<Answer> => {
    const { headers, body: bytes } = slack.signed(body, { type })
    return post(door, { headers, body: new Uint8Array(bytes) })
  }
  return {
    platform: 'slack',
    env: {},
    identityOf: (who) => ({ slack: `${slack.team}/${onSlack[who].id}` }),
    options: {
      config: { kind: 'http', botToken: slack.token, signingSecret: slack.secret },
      slackApiUrl: slack.url,
    },
    connect: async (url) => {
      door = url
    },
    says: (who, text, thread) => {
      const more = { ts: newTs(), ...(thread === undefined ? {} : { thread_ts: thread }) }
      return deliver(JSON.stringify(mentionPair(slack, who, text, more)[0]), 'application/json')
    },
    presses: (who, verb, on) => {
      const message = slack.messages.find(({ ts }) => ts === on.id)
      if (message === undefined) throw new Error('it is not there any more')
      const payload = slackClick(slack, who, message, new RegExp(`^${verb}#`))
      return deliver(form(payload), 'application/x-www-form-urlencoded')
    },
    shown: async () => [
      ...slack.messages.map(({ ts, thread = ts, text, blocks }) => ({
        ...{ id: ts, thread, isWhisper: false, whole: JSON.stringify({ text, blocks }) },
      })),
      ...slack.whispers.map(({ user, thread = '', text }, at) => ({
        ...{ id: `whisper ${at}`, thread, isWhisper: true, whole: JSON.stringify({ user, text }) },
      })),
    ],
    onSending: (tell) => {
      tellSending = tell
    },
    trouble: (kind) => {
      trouble = kind
    },
    stop: slack.stop,
  }
}

export const createTeamsSide = async (): Promise<ChatSide> => {
  const cloud = await startTeamsCloud(Date.now)
  let door = ''
  let tellSending: () => void = () => undefined
  let trouble: Parameters<ChatSide['trouble']>[0]
  cloud.misbehave = () => {
    tellSending()
    if (trouble === 'hangs') return { how: 'hang' }
    if (trouble === 'limits') return { status: 429, retryAfter: 1 }
    return trouble === 'fails' ? { status: 500 } : undefined
  }
  const deliver = (payload: object): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${cloud.token()}` }
    return post(door, { headers, body: JSON.stringify(payload) })
  }
  const threadOf = (conversation: string): string => /;messageid=(\d+)/.exec(conversation)?.[1] ?? ''
  return {
    platform: 'teams',
    identityOf: (who) => ({ entra: `${cloud.tenantId}/${onTeams[who].aadObjectId}` }),
    env: { IDENTITY_ENDPOINT: `${cloud.url}/msi/token`, IDENTITY_HEADER: 'header' },
    options: {
      config: { appId: cloud.appId, tenantId: cloud.tenantId, signIn: { kind: 'managed-identity' } },
      endpoints: {
        openIdMetadata: `${cloud.url}/openid`,
        serviceUrl: cloud.serviceUrl,
        serviceHosts: [cloud.url],
      },
    },
    connect: async (url) => {
      door = url
    },
    says: (who, text, thread) => deliver(mention(cloud, who, text, thread)),
    presses: async (who, verb, on) => {
      const { data = {} } = buttonOn(on, verb) ?? {}
      const answer = await deliver(invoke(cloud, who, { verb, data, thread: on.thread, card: on.id }))
      const { statusCode, value } = answer.isTaken
        ? (JSON.parse(answer.words) as { statusCode: number; value: unknown })
        : {}
      return { isTaken: statusCode === 200, words: typeof value === 'string' ? value : '' }
    },
    shown: async () =>
      cloud.messages.map(({ id, conversation, body }) => ({
        ...{ id, thread: threadOf(conversation), whole: JSON.stringify(body) },
        isWhisper: body.entities?.some(({ type }) => type === 'mention') === true,
      })),
    onSending: (tell) => {
      tellSending = tell
    },
    trouble: (kind) => {
      trouble = kind
    },
    stop: cloud.stop,
  }
}
