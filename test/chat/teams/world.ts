import { createCardExpander } from '../../../src/chat/shared/card-expander.ts'
import { membershipWaitInMs } from '../../../src/chat/shared/person-lookup.ts'
import type { StartTimer } from '../../../src/chat/shared/start-timer.ts'
import { createWebhookServer } from '../../../src/chat/shared/webhook-server.ts'
import { createTeamsChat, type TeamsChatOptions } from '../../../src/chat/teams/index.ts'
import type { ChatInput, ChatPlatform } from '../../../src/chat/types.ts'
import { loadCardTemplates, loadTranslators } from '../../../src/i18n/load-translators.ts'
import type { CardView } from '../../../src/views/types.ts'
import { accepting, type Fullness } from '../accepting.ts'
import { startTeamsCloud, type TeamsCloud } from './cloud.ts'

/** Teams, the bot's side of it on the real doorway, and Microsoft's side, all on loopback. */
export interface TeamsWorld {
  readonly cloud: TeamsCloud
  readonly chat: ChatPlatform
  readonly url: string
  readonly inputs: readonly ChatInput[]
  /** What is done with inputs from now on. */
  onInput: (input: ChatInput) => Promise<void>
  /** The journal takes nothing more in. */
  isFull: Fullness
  readonly logged: readonly { readonly level: string; readonly message: string; readonly details: object }[]
  readonly time: Time
  send(payload: unknown, more?: { readonly token?: string | null }): Promise<Answer>
  /** A platform that knows nothing of what this one has done, as after a restart. */
  another(): Promise<ChatPlatform>
  stop(): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly body: { readonly statusCode?: number; readonly type?: string; readonly value?: unknown } | undefined
}

export interface Time {
  readonly now: () => number
  readonly after: StartTimer
  pass(inMs: number): void
  /** Ends the wait of every click that is being worked on. */
  loseWait(): void
}

const clickWaitInMs = 2_500

/** Stands still, and waiting takes no time: the clock is moved instead. Only the wait of a click is held, for the test to end. */
export const hurriedTime = (): Time => {
  let now = Date.now()
  const held = new Set<() => void>()
  return {
    now: () => now,
    pass: (inMs) => {
      now += inMs
    },
    after: (inMs, run) => {
      if (inMs === clickWaitInMs) {
        held.add(run)
        return () => held.delete(run)
      }
      let off = inMs === membershipWaitInMs
      setImmediate(() => {
        if (off) return
        now += inMs
        run()
      })
      return () => {
        off = true
      }
    },
    loseWait: () => {
      for (const run of held) run()
    },
  }
}

export const says = loadTranslators('UTC')
export const expand = createCardExpander(loadCardTemplates())

export const optionsFor = (
  cloud: TeamsCloud,
  time: Time,
  logged: { level: string; message: string; details: object }[],
): TeamsChatOptions => {
  let ids = 0
  const log = (level: string) => (details: object, message: string) => void logged.push({ level, message, details })
  return {
    config: { appId: cloud.appId, tenantId: cloud.tenantId, signIn: { kind: 'password', password: 'the-secret' } },
    expand,
    painter: { paint: async () => new Uint8Array(1_000) },
    say: says,
    now: time.now,
    after: time.after,
    newId: () => {
      ids += 1
      return `reference-${ids}`
    },
    log: { warn: log('warn'), error: log('error') },
    endpoints: {
      openIdMetadata: `${cloud.url}/openid`,
      serviceUrl: cloud.serviceUrl,
      serviceHosts: [cloud.url],
      signInClient: cloud.signInClient,
    },
  }
}

export const createTeamsWorld = async (change: Partial<TeamsChatOptions> = {}): Promise<TeamsWorld> => {
  const time = hurriedTime()
  const cloud = await startTeamsCloud(time.now)
  const logged: { level: string; message: string; details: object }[] = []
  const options = { ...optionsFor(cloud, time, logged), ...change }
  const chat = createTeamsChat(options)
  const inputs: ChatInput[] = []
  await chat.start(
    accepting(
      async (input) => {
        inputs.push(input)
        await world.onInput(input)
      },
      () => world.isFull,
    ),
  )
  const log = { error: (details: object, message: string) => void logged.push({ level: 'error', message, details }) }
  const doorway = createWebhookServer({ host: '127.0.0.1', port: 0, endpoints: chat.webhookEndpoints ?? [], log })
  const url = `http://127.0.0.1:${await doorway.start()}`
  const others: ChatPlatform[] = []

  const world: TeamsWorld = {
    cloud,
    chat,
    url,
    inputs,
    onInput: async () => undefined,
    isFull: false,
    logged,
    time,
    send: (payload, { token = cloud.token() } = {}) => deliver(`${url}/api/messages`, payload, token),
    another: async () => {
      const other = createTeamsChat(options)
      await other.start(accepting())
      others.push(other)
      return other
    },
    stop: async () => {
      await Promise.all([chat, ...others].map((one) => one.stop()))
      await doorway.stop()
      await cloud.stop()
    },
  }
  return world
}

const deliver = async (url: string, payload: unknown, token: string | null): Promise<Answer> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined }
}

/** Lets what was begun by an answered request go on. */
export const until = async (condition: () => boolean): Promise<void> => {
  const deadline = Date.now() + 100_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`it never came to: ${condition}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

export const notice = (words: string): CardView => ({
  template: 'notice',
  language: 'en',
  summary: words,
  data: { text: words, buttons: [], links: [] },
})
