import { createHash } from 'node:crypto'
import type { Expand } from '../../chat/expand.ts'
import type { ChatPlatform } from '../../chat/types.ts'
import { type SteppedClock, steppedClock } from '../../clocks.ts'
import { type Appmedic, compose } from '../../compose.ts'
import type { AlertChannel, Policy } from '../../incident/policy.ts'
import type { Language } from '../../language/types.ts'
import { examplePolicy, readPolicy } from '../../policy-file/index.ts'
import type { Ids, Log } from '../../runbook/types.ts'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { practiceCredential } from '../practice.ts'
import { createStage, type Stage } from './stage.ts'

export interface World {
  readonly appmedic: Appmedic
  readonly simulator: Simulator
  readonly stage: Stage
  readonly clock: SteppedClock
  stop(): Promise<void>
}

export interface WorldOptions {
  readonly faults: Readonly<Record<string, string>>
  readonly seed: number
  readonly language: Language
  readonly log: Log
  /** More platforms beside the stage, and the people who are on them. */
  readonly more?: (expand: Expand) => readonly ChatPlatform[]
  readonly policy?: Policy
  readonly alertChannels?: readonly AlertChannel[]
}

/** Any fixed moment would do: a Thursday, three in the morning. */
const origin = Date.UTC(2026, 0, 15, 3, 0)

/** A whole estate, bot and chat in one process, on a clock that moves only when told. */
export const createWorld = async (options: WorldOptions): Promise<World> => {
  const { faults, seed, language, log, more, policy, alertChannels } = options
  const rules = policy ?? readPolicy(examplePolicy, { practice: true })
  const clock = steppedClock(origin)
  const simulator = await startSimulator({ seed, clock, faults })
  let stage: Stage | undefined
  const appmedic = await compose({
    dataDir: ':memory:',
    clock,
    azure: { credential: practiceCredential, simulatorUrl: simulator.url },
    policy: () => rules,
    language,
    ...(alertChannels === undefined ? {} : { alertChannels }),
    timeZone: 'UTC',
    practice: { speed: 1 },
    platforms: ({ expand }) => {
      stage = createStage(expand)
      return [stage, ...(more?.(expand) ?? [])]
    },
    ids: seededIds(seed),
    // A busy machine must not make anything late: the same seed gives the same bytes.
    deadline: clock.deadline,
    log,
  })
  await appmedic.start()
  if (stage === undefined) throw new Error('the stage was not built')
  return {
    appmedic,
    simulator,
    stage,
    clock,
    stop: async () => {
      await appmedic.stop()
      await simulator.stop()
    },
  }
}

/** Ids that look random and are the same for the same seed. */
const seededIds = (seed: number): Ids => {
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
