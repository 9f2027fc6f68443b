import { createCardExpander } from '../../../src/chat/shared/card-expander.ts'
import { membershipWaitInMs } from '../../../src/chat/shared/person-lookup.ts'
import type { StartTimer } from '../../../src/chat/shared/start-timer.ts'
import { createWebhookServer } from '../../../src/chat/shared/webhook-server.ts'
import { createSlackChat, type SlackChat, type SlackChatOptions } from '../../../src/chat/slack/index.ts'
import { nameWaitInMs } from '../../../src/chat/slack/user-profile.ts'
import type { ChatInput } from '../../../src/chat/types.ts'
import { loadCardTemplates, loadTranslators } from '../../../src/i18n/load-translators.ts'
import type { CardView } from '../../../src/views/types.ts'
import { accepting, type Fullness } from '../accepting.ts'
import { form, type Payload } from './payloads.ts'
import { type SignedRequest, type Slack, startSlack } from './slack.ts'

/** Slack, and the bot's side of it on the real doorway, all on loopback. */
export interface SlackWorld {
  readonly slack: Slack
  readonly chat: SlackChat
  readonly inputs: readonly ChatInput[]
  readonly logged: readonly Logged[]
  readonly time: Time
  /** What is done with inputs from now on. */
  onInput: (input: ChatInput) => Promise<void>
  /** The journal takes nothing more in. */
  isFull: Fullness
  deliver(request: SignedRequest, headers?: Record<string, string>): Promise<Answer>
  /** An event. */
  send(payload: Payload): Promise<Answer>
  /** An interaction. */
  interact(payload: Payload): Promise<Answer>
  command(body: string): Promise<Answer>
  stop(): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly text: string
}

export interface Logged {
  readonly level: string
  readonly message: string
  readonly details: object
}

export interface Time {
  readonly now: () => number
  readonly after: StartTimer
  pass(inMs: number): void
}

/** Slack says who somebody is well within these times, however busy the machine is. */
const waitsForPeople: readonly number[] = [nameWaitInMs, membershipWaitInMs]
/** A message may have to wait for as long as a name: it goes out when every name is there that will be. */
const realWaitInMs = 5_000

/** Stands still, and waiting takes no time: the clock is moved instead. */
export const hurriedTime = (): Time => {
  let now = Date.now()
  return {
    now: () => now,
    pass: (inMs) => {
      now += inMs
    },
    after: (inMs, run) => {
      let off = false
      const end = (): void => {
        if (off) return
        now += inMs
        run()
      }
      if (waitsForPeople.includes(inMs)) setTimeout(end, realWaitInMs).unref()
      else setImmediate(end)
      return () => {
        off = true
      }
    },
  }
}

const says = loadTranslators('UTC')
const expand = createCardExpander(loadCardTemplates())

export const optionsFor = (
  slack: Pick<Slack, 'token' | 'secret' | 'url'>,
  time: Time,
  logged: Logged[],
): SlackChatOptions => {
  let ids = 0
  const log = (level: string) => (details: object, message: string) => void logged.push({ level, message, details })
  return {
    config: { kind: 'http', botToken: slack.token, signingSecret: slack.secret },
    slackApiUrl: slack.url,
    expand,
    painter: { paint: async () => new Uint8Array(1_000) },
    say: says,
    now: time.now,
    after: time.after,
    newId: () => {
      ids += 1
      return `id-${ids}`
    },
    log: { warn: log('warn'), error: log('error') },
  }
}

export const createSlackWorld = async (
  change: Partial<SlackChatOptions> = {},
  enterprise?: string,
): Promise<SlackWorld> => {
  const time = hurriedTime()
  const slack = await startSlack(time.now, enterprise)
  const logged: Logged[] = []
  const chat = createSlackChat({ ...optionsFor(slack, time, logged), ...change })
  const inputs: ChatInput[] = []
  await chat.start(
    accepting(
      async (came) => {
        const input = (await chat.lookUpPeople?.(came)) ?? came
        inputs.push(input)
        await world.onInput(input)
      },
      () => world.isFull,
    ),
  )
  const log = { error: (details: object, message: string) => void logged.push({ level: 'error', message, details }) }
  const doorway = createWebhookServer({ host: '127.0.0.1', port: 0, endpoints: chat.webhookEndpoints ?? [], log })
  const url = `http://127.0.0.1:${await doorway.start()}/slack/events`
  const asForm = 'application/x-www-form-urlencoded'

  const world: SlackWorld = {
    slack,
    chat,
    inputs,
    logged,
    time,
    onInput: async () => undefined,
    isFull: false,
    deliver: async ({ headers, body }, more = {}) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: new Uint8Array(body),
      })
      const answer = { status: response.status, text: await response.text() }
      await chat.idle()
      return answer
    },
    send: (payload) => world.deliver(slack.signed(JSON.stringify(payload))),
    interact: (payload) => world.deliver(slack.signed(form(payload), { type: asForm })),
    command: (body) => world.deliver(slack.signed(body, { type: asForm })),
    stop: async () => {
      await chat.stop()
      await doorway.stop()
      await slack.stop()
    },
  }
  return world
}

export const notice = (words: string): CardView => ({
  template: 'notice',
  language: 'en',
  summary: words,
  data: { text: words, buttons: [], links: [] },
})
