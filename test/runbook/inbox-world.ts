import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '../../simulator/index.ts'
import type { ButtonClick, ChatInput, ChatMessage, ChatPlatform } from '../../src/chat/types.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { withAllToRead } from '../../src/cli/practice-policy.ts'
import type { SteppedClock } from '../../src/clock/running-clock.ts'
import { type Appmedic, composeAppmedic } from '../../src/compose.ts'
import type { ChatPlace } from '../../src/incident/chat-place.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { type OpenedJournal, openJournal } from '../../src/journal/index.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'

/** Channels of Teams look like secrets, and must be found again all the same. */
export const place: ChatPlace = {
  platform: 'web',
  tenant: 'local',
  channel: '19:8d3a6c0f5b6e4f7aa5a2b3c4d5e6f708@thread.tacv2',
}

const personOf = (id: string) => ({ platform: 'web', tenant: 'local', id, name: id })

export const says = (id: string, text: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  ...{ kind: 'message', id, place, person: personOf('ada'), text, addressed: true },
  ...more,
})

export const clicks = (id: string, verb: string, token: string, more: Partial<ButtonClick> = {}): ButtonClick => ({
  ...{ kind: 'click', id, place, person: personOf('ada'), verb, token, values: {} },
  ...more,
})

/** A chat that is heard, may be dumb, and may keep the bot from beginning with anything that it has taken. */
export interface Stage extends ChatPlatform {
  readonly told: readonly { readonly place: ChatPlace; readonly how: 'post' | 'whisper'; readonly words: string }[]
  isDumb: boolean
  isHeld: boolean
}

const createStage = (): Stage => {
  const told: Stage['told'][number][] = []
  const tell = (one: Stage['told'][number]): void => {
    if (stage.isDumb) throw new Error('the platform is down')
    told.push(one)
  }
  const stage: Stage = {
    name: 'web',
    told,
    isDumb: false,
    isHeld: false,
    start: async () => undefined,
    post: async (where, { summary }) => {
      tell({ place: where, how: 'post', words: summary })
      return { ref: { id: String(told.length) }, thread: { ...where, thread: where.thread ?? 'thread-1' } }
    },
    update: async () => undefined,
    whisper: async (where, _person, { summary }) => tell({ place: where, how: 'whisper', words: summary }),
    lookUpPeople: (input) => (stage.isHeld ? new Promise(() => undefined) : Promise.resolve(input)),
    stop: async () => undefined,
  }
  return stage
}

export interface Bot {
  readonly appmedic: Appmedic
  readonly stage: Stage
  readonly logged: readonly string[]
  /** Resolves when all that it has taken is done. */
  takes(input: ChatInput): Promise<void>
  /** Of an incident, INC-1 where none is named. */
  events(incident?: string): Promise<readonly IncidentEvent[]>
  stop(): Promise<void>
}

export const wordsOf = ({ stage }: Bot): readonly string[] => stage.told.map(({ words }) => words)
export const whispersOf = ({ stage }: Bot): readonly string[] =>
  stage.told.flatMap(({ how, words }) => (how === 'whisper' ? [words] : []))

const policy = withAllToRead(readPolicyFile(examplePolicyPath, { practice: true }))

export const createInboxWorld = (simulator: Simulator, clock: SteppedClock) => {
  const directories: string[] = []
  const bots: Bot[] = []
  let ids = 0
  const newId = (): string => {
    ids += 1
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }

  const directory = async (): Promise<string> => {
    const path = await mkdtemp(join(tmpdir(), 'appmedic-inbox-'))
    directories.push(path)
    return path
  }

  /** `early` comes in before what was left is looked at. */
  const startBot = async (dataDir: string, early?: ChatInput): Promise<Bot> => {
    const stage = createStage()
    const logged: string[] = []
    const appmedic = await composeAppmedic({
      dataDir,
      clock,
      azure: { credential: practiceCredential, simulatorUrl: simulator.url },
      deadline: clock.deadline,
      policy: () => policy,
      language: 'en',
      timeZone: 'UTC',
      practice: { speed: 1 },
      platforms: () => [
        early === undefined
          ? stage
          : {
              ...stage,
              start: async (accept) => {
                await accept(early)
              },
            },
      ],
      ids: { action: newId, correlation: newId },
      log: { info: () => undefined, error: (_facts, message) => void logged.push(message) },
    })
    await appmedic.start()
    await appmedic.runbook.idle()
    const bot: Bot = {
      appmedic,
      stage,
      logged,
      takes: async (input) => {
        await appmedic.runbook.handle(input)
        await appmedic.runbook.idle()
      },
      events: async (incident = 'INC-1') => (await appmedic.journal.read(incident)).map(({ event }) => event),
      stop: async () => {
        bots.splice(bots.indexOf(bot), 1)
        await appmedic.stop()
      },
    }
    bots.push(bot)
    return bot
  }

  const inJournal = async <Result>(dataDir: string, work: (opened: OpenedJournal) => Promise<Result>) => {
    const opened = await openJournal({ dataDir, now: clock.now })
    try {
      return await work(opened)
    } finally {
      await opened.close()
    }
  }

  const killedCopyOf = async (dataDir: string): Promise<string> => {
    const copy = await directory()
    await cp(dataDir, copy, { recursive: true, filter: (path) => !/\.(?:sock|part)$/.test(path) })
    return copy
  }

  return {
    directory,
    startBot,
    inJournal,
    left: (dataDir: string) => inJournal(dataDir, ({ inbox }) => inbox.list()),
    /** A directory as a process leaves it that was killed when it had acknowledged, and had begun with nothing. */
    acknowledgedAndKilled: async (...inputs: readonly ChatInput[]): Promise<string> => {
      const dataDir = await directory()
      const { stage, appmedic } = await startBot(dataDir)
      stage.isHeld = true
      for (const input of inputs) await appmedic.runbook.accept(input)
      return killedCopyOf(dataDir)
    },
    /** Bots that were held are not asked to come to an end, as their end would never come. */
    clear: async (): Promise<void> => {
      for (const bot of [...bots]) await (bot.stage.isHeld ? bot.appmedic.journal.close() : bot.stop())
      for (const path of directories.splice(0)) await rm(path, { recursive: true, force: true })
    },
  }
}
