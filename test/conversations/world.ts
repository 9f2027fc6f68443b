import { createHash } from 'node:crypto'
import { startSimulator } from '../../simulator/index.ts'
import type { ChatInput } from '../../src/chat/types.ts'
import { createWebChat } from '../../src/chat/web/index.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { steppedClock } from '../../src/clock/running-clock.ts'
import { type Appmedic, composeAppmedic } from '../../src/compose.ts'
import type { Language } from '../../src/i18n/types.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { visit, type Wire } from '../chat/web/visitor.ts'
import { type AppNames, openRenamedEstate } from './renamed-estate.ts'

export interface Setting {
  readonly faults: Readonly<Record<string, string>>
  readonly language: Language
  readonly names?: AppNames
}

/** The hour that is looked at, and a little before: more would only take time. */
const historyInMs = 70 * 60_000

/** The bot on the web chat, over HTTP, against the simulator, on a clock that moves only when told. */
export const openRoom = async ({ faults, language, names = {} }: Setting) => {
  const clock = steppedClock(Date.UTC(2026, 0, 15, 3, 0))
  const troubles: object[] = []
  const asides = new Set<string>()
  const simulator = await startSimulator({ seed: 7, clock, faults, historyInMs })
  const estate = Object.keys(names).length === 0 ? simulator : await openRenamedEstate(simulator.url, names)
  const policy = readPolicyFile(examplePolicyPath, { practice: true })
  const newId = counting()
  let url = ''
  const appmedic: Appmedic = await composeAppmedic({
    dataDir: ':memory:',
    clock,
    azure: { credential: practiceCredential, simulatorUrl: estate.url },
    deadline: clock.deadline,
    policy: () => policy,
    language,
    timeZone: 'UTC',
    practice: { speed: 1 },
    ids: {
      action: newId,
      correlation: () => newId().replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5'),
    },
    log: { info: () => undefined, error: (facts) => void troubles.push(facts) },
    platforms: (room) => {
      const chat = createWebChat({
        host: '127.0.0.1',
        port: 0,
        practice: true,
        people: Object.entries(policy.people).map(([key, { name, roles }]) => ({ key, name, roles })),
        expand: room.expand,
        painter: { paint: async () => new Uint8Array() },
        transcript: room.transcript,
        documents: { report: room.report, evidence: room.evidence },
        mayReadPlace: room.mayReadPlace,
        now: clock.now,
        newId,
        examples: [],
        log: { warn: () => undefined, error: (facts) => void troubles.push(facts) },
      })
      return [
        {
          ...chat,
          start: async (handle) => {
            await chat.start((input) => handle(heardBy(input, asides)))
            url = chat.url
          },
        },
      ]
    },
  })
  await appmedic.start()

  const settle = () => appmedic.runbook.idle()
  const visitors = new Map<string, Awaited<ReturnType<typeof visit>>>()
  const visitor = async (key: string) => {
    const known = visitors.get(key)
    if (known !== undefined) return known
    const visiting = await visit(url)
    const acting = await visiting.send('act-as', { person: key })
    if (!acting.ok) throw new Error(`nobody is called ${key}`)
    visitors.set(key, visiting)
    return visiting
  }

  return {
    troubles,
    writes: () => simulator.writes().length,
    open: async () => (await appmedic.journal.openStreams()).filter((stream) => stream.startsWith('INC-')),
    /** What the person sees now, their own whispers included. */
    sees: async (key: string): Promise<readonly Wire[]> => snapshot(await visitor(key)),
    says: async (key: string, text: string, { thread, aside, locale }: Saying = {}) => {
      if (aside) asides.add(text)
      const where = thread === undefined ? {} : { thread }
      await taken(
        (await visitor(key)).send('messages', { text, ...where, ...(locale === undefined ? {} : { locale }) }),
      )
      await settle()
      asides.delete(text)
    },
    clicks: async (key: string, click: object) => {
      await taken((await visitor(key)).send('clicks', click))
      await settle()
    },
    pass: async (inMs: number) => {
      await settle()
      const end = clock.now() + inMs
      for (let next = clock.next(); next !== undefined && next <= end; next = clock.next()) {
        clock.advanceTo(next)
        await settle()
      }
      clock.advanceTo(end)
      await settle()
    },
    close: async () => {
      await appmedic.stop()
      if (estate !== simulator) await estate.stop()
      await simulator.stop()
    },
  }
}

/** The page allows few streams at once, and a busy one hears late of those that were closed. */
const snapshot = async (visiting: Awaited<ReturnType<typeof visit>>, tries = 20): Promise<readonly Wire[]> => {
  const stream = await visiting.listen()
  try {
    if (stream.status === 200) return (await stream.next('snapshot')).data.messages
  } finally {
    stream.close()
  }
  if (tries === 0) throw new Error(`the web chat answered ${stream.status}`)
  await new Promise((later) => setTimeout(later, 50))
  return snapshot(visiting, tries - 1)
}

export type Room = Awaited<ReturnType<typeof openRoom>>

interface Saying {
  readonly thread?: string | undefined
  /** Not meant for the bot, as in a channel that it may read. */
  readonly aside?: boolean
  readonly locale?: string | undefined
}

const heardBy = (input: ChatInput, asides: ReadonlySet<string>): ChatInput =>
  input.kind === 'message' && asides.has(input.text) ? { ...input, addressed: false } : input

const taken = async (sent: Promise<Response>): Promise<void> => {
  const { status } = await sent
  if (status !== 202) throw new Error(`the web chat answered ${status}`)
}

const counting = (): (() => string) => {
  let count = 0
  return () => {
    count += 1
    return createHash('sha256').update(String(count)).digest('hex').slice(0, 40)
  }
}
