import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { stringify } from 'yaml'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { runningClock } from '../../src/clock/running-clock.ts'
import { parsePolicy } from '../../src/policy-file/index.ts'
import { type Answer, buttonOn, type ChatSide, type Shown, type Who } from './chat-side.ts'

/** An estate and a chat platform in this process, and a bot in one of its own that is ended and started again. */
export interface ChatGround {
  readonly simulator: Simulator
  readonly side: ChatSide
  /** Starts it on what the last one left. */
  start(): Promise<void>
  kill(): Promise<void>
  /** Asks it to end; resolves when it has, with its exit code and how long that took in real milliseconds. */
  terminate(): Promise<{ readonly code: number | null; readonly inMs: number }>
  stop(): Promise<void>
}

/** Simulated seconds a real one: ten minutes, after which nothing is done any more, are one real minute. */
const speed = 10
/** Long enough for a busy machine. */
const patienceInMs = 90_000

/** Whether it comes about in time: it is another process that is waited for. */
export const comesAbout = async (condition: () => boolean | Promise<boolean>): Promise<boolean> => {
  for (const end = Date.now() + patienceInMs; Date.now() < end; ) {
    if (await condition()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

const policyFor = (side: ChatSide) => {
  const people = Object.fromEntries(
    (['ada', 'bram'] as const).map((who) => [who, { name: who, roles: ['lead'], ...side.identityOf(who) }]),
  )
  const rule = { name: 'all', approvers: ['lead'], needed: 1, requesterCounts: false, expiresIn: '24h' }
  const text = stringify({ people, rules: [rule], reading: { kudu: true } })
  return parsePolicy(text, 'policy.yaml', { practice: true })
}

export const createChatGround = async (side: ChatSide): Promise<ChatGround> => {
  const clock = runningClock(speed, { simulated: Date.UTC(2026, 2, 4, 12, 0), real: Date.now() })
  const simulator = await startSimulator({ seed: 7, clock: { now: clock.now, speed }, faults: {} })
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-chat-'))
  const { platform, options } = side
  const orders = JSON.stringify({ dataDir, url: simulator.url, policy: policyFor(side), platform, options })
  let bot: ChildProcess | undefined
  let ended: Promise<unknown> = Promise.resolve()

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    bot?.kill(signal)
    await ended
    const code = bot?.exitCode ?? null
    bot = undefined
    return code
  }

  return {
    simulator,
    side,
    start: async () => {
      const child = spawn(process.execPath, ['test/faults/chat-bot.mjs', orders], {
        env: { ...process.env, ...side.env },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      bot = child
      ended = once(child, 'exit')
      const lines = createInterface({ input: child.stdout })
      const [door] = (await Promise.race([once(lines, 'line'), ended])) as [string]
      if (typeof door !== 'string') throw new Error('the bot did not start')
      await side.connect(door)
    },
    kill: async () => void (await end('SIGKILL')),
    terminate: async () => {
      const from = performance.now()
      const code = await end('SIGTERM')
      return { code, inMs: performance.now() - from }
    },
    stop: async () => {
      await end('SIGKILL')
      await Promise.all([simulator.stop(), side.stop()])
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export interface Input {
  readonly kind: 'report' | 'question' | 'request' | 'approval'
  readonly app: string
  send(): Promise<Answer>
  /** Whether what is shown since answers it. */
  isAnsweredBy(shown: readonly Shown[]): boolean
}

const isNewSince = (before: readonly Shown[]) => {
  const known = new Set(before.map(({ id, whole }) => `${id} ${whole}`))
  return ({ id, whole }: Shown): boolean => !known.has(`${id} ${whole}`)
}

/** Whispers are said to whoever spoke alone, so each new one is an answer. */
const isWordOrWhisper = (before: readonly Shown[], fits: (one: Shown) => boolean) => {
  const ids = new Set(before.map(({ id }) => id))
  return (shown: readonly Shown[]): boolean => shown.some((one) => !ids.has(one.id) && (one.isWhisper || fits(one)))
}

/** The incident's card: lines that tell of it, which may stand before it after a kill, put the app in brackets. */
const homeOf = (shown: readonly Shown[], app: string): Shown | undefined =>
  shown.find(({ whole, isWhisper }) => !isWhisper && new RegExp(`INC-\\d+ ${app}`).test(whole))

const proposalFor = (shown: readonly Shown[], app: string): Shown | undefined =>
  shown.find((one) => one.whole.includes(app) && buttonOn(one, 'approve') !== undefined)

const wordsOf = async (side: ChatSide): Promise<string> =>
  (await side.shown()).map(({ whole }) => whole.slice(0, 300)).join('\n')

/** What a person does next about the app, in the order in which incidents go. */
export const nextInput = async (side: ChatSide, kind: Input['kind'], app: string): Promise<Input> => {
  const said = (who: Who, text: string, thread?: string) => () => side.says(who, text, thread)
  const standing = async <Found>(find: (shown: readonly Shown[]) => Found | undefined): Promise<Found> => {
    let found: Found | undefined
    await comesAbout(async () => {
      found = find(await side.shown())
      return found !== undefined
    })
    if (found === undefined) throw new Error(`nothing stands there for the ${kind}: ${await wordsOf(side)}`)
    return found
  }
  switch (kind) {
    case 'report': {
      const before = await side.shown()
      const isAnsweredBy = isWordOrWhisper(before, ({ whole }) => whole.includes(app) && whole.includes('INC-'))
      return { kind, app, send: said('ada', `${app} is down`), isAnsweredBy }
    }
    case 'question': {
      const { thread } = await standing((shown) => homeOf(shown, app))
      const before = await side.shown()
      const isAnsweredBy = isWordOrWhisper(before, (one) => one.thread === thread && /approve/i.test(one.whole))
      return { kind, app, send: said('ada', 'who can approve here?', thread), isAnsweredBy }
    }
    case 'request': {
      const { thread } = await standing((shown) => homeOf(shown, app))
      const before = await side.shown()
      const isAnsweredBy = isWordOrWhisper(before, ({ whole }) => whole.includes(app) && /restart|INC-/i.test(whole))
      return { kind, app, send: said('ada', `restart ${app}`, thread), isAnsweredBy }
    }
    case 'approval': {
      const proposal = await standing((shown) => proposalFor(shown, app))
      const isNew = isNewSince(await side.shown())
      const isAnsweredBy = (shown: readonly Shown[]): boolean =>
        shown.some(
          (one) => isNew(one) && (one.isWhisper || one.id === proposal.id) && buttonOn(one, 'approve') === undefined,
        )
      return { kind, app, send: () => side.presses('bram', 'approve', proposal), isAnsweredBy }
    }
    default:
      return kind satisfies never
  }
}

/** Restarts of the app that Azure got. */
export const restartsOf = ({ simulator }: ChatGround, app: string): number =>
  simulator.writes().filter(({ path, clientRequestId }) => clientRequestId !== null && path.includes(`/${app}/restart`))
    .length

/** It ran, or people are asked: where a kill came between the intent and the request, nothing is sent a second time. */
export const isApprovalKept = async (ground: ChatGround, app: string): Promise<boolean> =>
  restartsOf(ground, app) > 0 ||
  (await ground.side.shown()).some(
    (one) => one.whole.includes(app) && ['ask-again', 'saw-it-ran'].some((verb) => buttonOn(one, verb) !== undefined),
  )
