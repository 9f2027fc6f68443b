import { randomBytes, randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { ExpandCard } from '../src/chat/shared/card-expander.ts'
import type { ChatInput, ChatPlatform } from '../src/chat/types.ts'
import { practiceCredential } from '../src/cli/practice-environment.ts'
import { runningClock } from '../src/clock/running-clock.ts'
import { composeAppmedic } from '../src/compose.ts'
import { examplePolicyPath, readPolicyFile } from '../src/policy-file/index.ts'
import { type InputLimits, inputLimits } from '../src/runbook/input-limits.ts'

/** The whole bot on a chat without people, in which somebody reports one app after the other. */
export interface Room {
  /** Each in a channel of its own; resolves to the milliseconds until its first card had been posted. */
  report(app: string): Promise<number>
  /** Resolves when it was answered privately. */
  ask(text: string): Promise<void>
  /** Everything that is under way comes to its end, as long as it takes. */
  idle(): Promise<void>
  /** From the report to the first verdict, of each incident that has one, in the order of the journal. */
  verdictsInMs(): Promise<readonly number[]>
  /** Azure is given up on, and everything that is under way comes to its end. */
  settle(): Promise<void>
  /** Errors that were logged. */
  readonly troubles: readonly object[]
  stop(): Promise<void>
}

/** A measure is one person who reports all day. */
const noLimits = Object.fromEntries(
  Object.entries(inputLimits).map(([name, rate]) => [name, { ...rate, most: Number.POSITIVE_INFINITY }]),
) as unknown as InputLimits

export const openRoom = async (dataDir: string, simulatorUrl: string): Promise<Room> => {
  const troubles: object[] = []
  const policy = readPolicyFile(examplePolicyPath, { practice: true })
  let patience = patient()
  let chat: Quiet | undefined
  const appmedic = await composeAppmedic({
    dataDir,
    clock: runningClock(),
    azure: { credential: practiceCredential, simulatorUrl },
    policy: () => policy,
    language: 'en',
    timeZone: 'UTC',
    practice: { speed: 1 },
    platforms: ({ expand }) => {
      chat = createQuiet(expand)
      return [chat]
    },
    ids: { action: () => randomBytes(12).toString('hex'), correlation: randomUUID },
    log: { info: () => undefined, error: (facts) => void troubles.push(facts) },
    deadline: () => patience.signal,
    limits: noLimits,
  })
  await appmedic.start()
  return {
    troubles,
    report: async (app) => chat?.report(`${app} is giving 503s`) ?? Number.NaN,
    ask: async (text) => chat?.ask(text),
    idle: () => appmedic.runbook.idle(),
    verdictsInMs: async () => {
      const opened = new Map<string, number>()
      const verdicts = new Map<string, number>()
      for (let after = 0; ; ) {
        const page = await appmedic.journal.entries(after, pageSize)
        for (const { stream, event } of page) {
          if (event.type === 'IncidentOpened') opened.set(stream, event.at)
          if (event.type === 'VerdictReached' && !verdicts.has(stream)) verdicts.set(stream, event.at)
        }
        const last = page.at(-1)
        if (last === undefined) break
        after = last.seq
      }
      return [...verdicts].map(([stream, at]) => at - (opened.get(stream) ?? at))
    },
    settle: async () => {
      patience.abort()
      await appmedic.runbook.idle()
      patience = patient()
    },
    stop: () => appmedic.stop(),
  }
}

const pageSize = 500

/** Everything that is under way listens to it. */
const patient = (): AbortController => {
  const patience = new AbortController()
  setMaxListeners(0, patience.signal)
  return patience
}

interface Quiet extends ChatPlatform {
  report(text: string): Promise<number>
  ask(text: string): Promise<void>
}

const platform = 'web'
const tenant = 'local'
const person = { platform, tenant, id: 'ada', name: 'Ada' }

/** Every card is really made, and posted to nobody. */
const createQuiet = (expand: ExpandCard): Quiet => {
  let handle: (input: ChatInput) => Promise<void> = async () => undefined
  let posted: () => void = () => undefined
  let whispered: () => void = () => undefined
  let count = 0
  return {
    name: platform,
    start: async (accept) => {
      handle = async (input) => (await accept(input)).handled
    },
    post: async (place, view) => {
      expand(view, {})
      posted()
      return { ref: { id: view.summary }, thread: { ...place, thread: place.thread ?? 'thread' } }
    },
    update: async (_place, _ref, view) => void expand(view, {}),
    whisper: async () => whispered(),
    stop: async () => undefined,
    ask: async (text) => {
      count += 1
      const place = { platform, tenant, channel: `channel-${count}` }
      const answered = new Promise<void>((resolve) => {
        whispered = resolve
      })
      await handle({ kind: 'message', id: `${Date.now()}-${count}`, place, person, text, addressed: true })
      await answered
    },
    report: async (text) => {
      count += 1
      const id = `message-${count}`
      const place = { platform, tenant, channel: `channel-${count}` }
      const from = performance.now()
      const first = new Promise<number>((resolve) => {
        posted = () => resolve(performance.now() - from)
      })
      await handle({ kind: 'message', id, place, person, text, addressed: true })
      return first
    },
  }
}
