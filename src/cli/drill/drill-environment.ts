import { createHash } from 'node:crypto'
import { type Simulator, startSimulator } from '../../../simulator/index.ts'
import type { ExpandCard } from '../../chat/shared/card-expander.ts'
import type { ChatPlatform } from '../../chat/types.ts'
import { type SteppedClock, steppedClock } from '../../clock/running-clock.ts'
import { type Appmedic, composeAppmedic } from '../../compose.ts'
import type { FileSettings } from '../../composition/file-keeping.ts'
import type { Language } from '../../i18n/types.ts'
import type { AlertChannel, Policy } from '../../incident/approval/policy.ts'
import { examplePolicyPath, readPolicyFile } from '../../policy-file/index.ts'
import type { IdGenerator, StructuredLog } from '../../runbook/types.ts'
import { practiceCredential } from '../practice-environment.ts'
import { withAllToRead } from '../practice-policy.ts'
import { createFakeChat, type FakeChat } from './fake-chat.ts'

export interface DrillEnvironment {
  readonly appmedic: Appmedic
  readonly simulator: Simulator
  readonly chat: FakeChat
  readonly clock: SteppedClock
  stop(): Promise<void>
}

export interface DrillEnvironmentOptions {
  readonly faults: Readonly<Record<string, string>>
  readonly seed: number
  readonly language: Language
  readonly log: StructuredLog
  /** More platforms beside the fake chat, and the people who are on them. */
  readonly more?: (expand: ExpandCard) => readonly ChatPlatform[]
  readonly policy?: Policy
  readonly alertChannels?: readonly AlertChannel[]
  readonly files?: FileSettings
  /** Everything is in memory where absent. */
  readonly dataDir?: string
}

/** Any fixed moment would do: a Thursday, three in the morning. */
const startOfDrill = Date.UTC(2026, 0, 15, 3, 0)

/** A whole estate, bot and chat in one process, on a clock that moves only when told. */
export const createDrillEnvironment = async (options: DrillEnvironmentOptions): Promise<DrillEnvironment> => {
  const { faults, seed, language, log, more, policy, alertChannels, files } = options
  const rules = policy ?? withAllToRead(readPolicyFile(examplePolicyPath, { practice: true }))
  const clock = steppedClock(startOfDrill)
  const simulator = await startSimulator({ seed, clock, faults })
  let chat: FakeChat | undefined
  const appmedic = await composeAppmedic({
    dataDir: options.dataDir ?? ':memory:',
    journal: { randomBytes: seededBytes(seed) },
    clock,
    azure: { credential: practiceCredential, simulatorUrl: simulator.url },
    policy: () => rules,
    language,
    ...(alertChannels === undefined ? {} : { alertChannels }),
    ...(files === undefined ? {} : { files }),
    timeZone: 'UTC',
    practice: { speed: 1 },
    platforms: ({ expand }) => {
      chat = createFakeChat(expand)
      return [chat, ...(more?.(expand) ?? [])]
    },
    ids: seededIds(seed),
    // A busy machine must not make anything late: the same seed gives the same bytes.
    deadline: clock.deadline,
    log,
  })
  await appmedic.start()
  if (chat === undefined) throw new Error('the stage was not built')
  return {
    appmedic,
    simulator,
    chat,
    clock,
    stop: async () => {
      await appmedic.stop()
      await simulator.stop()
    },
  }
}

/** The journal's salts: they are in its hashes, which a closing card shows. */
const seededBytes = (seed: number) => {
  let count = 0
  return (size: number): Uint8Array => {
    count += 1
    return createHash('sha512').update(`salt ${seed}/${count}`).digest().subarray(0, size)
  }
}

/** Ids that look random and are the same for the same seed. */
const seededIds = (seed: number): IdGenerator => {
  let count = 0
  const next = (): string => {
    count += 1
    return createHash('sha256').update(`${seed}/${count}`).digest('hex')
  }
  return {
    action: () => next().slice(0, 24),
    correlation: () => next().replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5'),
  }
}
