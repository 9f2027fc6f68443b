import type { TokenCredential } from '@azure/identity'
import type { Clock } from '../clock.ts'
import { runningClock } from '../clocks.ts'
import type { Config } from '../config.ts'
import { type Simulator, startSimulator } from '../simulator/index.ts'
import { StartError } from './in-words.ts'

type Practice = Extract<Config['azure'], { kind: 'simulator' }>

/** A simulated Azure to work on, and the clock that it runs by. */
export interface PracticeGround {
  readonly url: string
  readonly clock: Clock
  readonly speed: number
  stop(): Promise<void>
}

/** The simulator asks for a token and takes any. */
export const practiceCredential: TokenCredential = {
  getToken: async () => ({ token: 'practice', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
}

export const openPracticeGround = (settings: Practice): Promise<PracticeGround> =>
  settings.url === undefined ? embedded(settings) : outside(settings.url)

const embedded = async ({ speed, seed, faults }: Practice): Promise<PracticeGround> => {
  const clock = runningClock(speed)
  const put = Object.fromEntries(faults.map(({ app, fault }) => [app, fault]))
  const simulator: Simulator = await startSimulator({ seed, clock: { now: clock.now, speed }, faults: put })
  return { url: simulator.url, clock, speed, stop: () => simulator.stop() }
}

/** A simulator in a process of its own sets the time; both clocks run on from there at its speed. */
const outside = async (url: string): Promise<PracticeGround> => {
  const { now, speed } = await clockOf(url)
  return { url, clock: runningClock(speed, { world: now, real: Date.now() }), speed, stop: async () => undefined }
}

const clockOf = async (url: string): Promise<{ now: number; speed: number }> => {
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
