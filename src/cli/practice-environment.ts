import type { TokenCredential } from '@azure/identity'
import { practiceFaults, type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index.ts'
import type { Clock } from '../clock/clock.ts'
import { runningClock } from '../clock/running-clock.ts'
import type { AppFault } from '../config/app-fault.ts'
import type { Config } from '../config/index.ts'
import { StartError } from './with-readable-errors.ts'

type SimulatorConfig = Extract<Config['azure'], { kind: 'simulator' }>

/** A simulated Azure to work on, and the clock that it runs by. */
export interface PracticeEnvironment {
  readonly url: string
  readonly clock: Clock
  readonly speed: number
  stop(): Promise<void>
}

/** The simulator asks for a token and takes any. */
export const practiceCredential: TokenCredential = {
  getToken: async () => ({ token: 'practice', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
}

export const openPracticeEnvironment = (settings: SimulatorConfig): Promise<PracticeEnvironment> =>
  settings.url === undefined ? startOwnSimulator(settings) : joinRunningSimulator(settings.url)

const startOwnSimulator = async ({ speed, seed, faults }: SimulatorConfig): Promise<PracticeEnvironment> => {
  const clock = runningClock(speed)
  const put = faults === undefined ? { faults: practiceFaults } : simulatorFaultsOf(faults)
  const simulator: Simulator = await startSimulator({ seed, clock: { now: clock.now, speed }, ...put })
  return { url: simulator.url, clock, speed, stop: () => simulator.stop() }
}

/** As the simulator takes them: what is wrong, and for how long, by app. */
export const simulatorFaultsOf = (
  faults: readonly AppFault[],
): Pick<SimulatorOptions, 'faults' | 'troubleAgeInMs'> => ({
  faults: Object.fromEntries(faults.map(({ app, fault }) => [app, fault])),
  troubleAgeInMs: Object.fromEntries(
    faults.flatMap(({ app, ageInMs }) => (ageInMs === undefined ? [] : [[app, ageInMs]])),
  ),
})

/** A simulator in a process of its own sets the time; both clocks run on from there at its speed. */
const joinRunningSimulator = async (url: string): Promise<PracticeEnvironment> => {
  const { now, speed } = await fetchSimulatorClock(url)
  return { url, clock: runningClock(speed, { simulated: now, real: Date.now() }), speed, stop: async () => undefined }
}

const fetchSimulatorClock = async (url: string): Promise<{ now: number; speed: number }> => {
  try {
    const answer = await fetch(new URL('/simulator/clock', url), { signal: AbortSignal.timeout(5_000) })
    return (await answer.json()) as { now: number; speed: number }
  } catch (error) {
    throw new StartError(
      `No simulator answers at ${url}. Start one with "npm run simulator", or remove SIMULATOR_URL.`,
      {
        cause: error,
      },
    )
  }
}
