import type { TokenCredential } from '@azure/identity'
import type { Clock } from '../clock/clock.ts'
import { runningClock } from '../clock/running-clock.ts'
import { StartError } from './with-readable-errors.ts'

/** A simulated Azure to work on, and the clock that it runs by. */
export interface PracticeEnvironment {
  readonly url: string
  readonly clock: Clock
  readonly speed: number
  stop(): Promise<void>
}

/** A dump of a simulated process is of no use to anybody: it needs not be as large as the memory that is told of. */
export const practiceDumpInBytes = 64_000_000

/** A simulator asks for a token and takes any. */
export const practiceCredential: TokenCredential = {
  getToken: async () => ({ token: 'practice', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
}

/**
 * A simulator in a process of its own sets the time; both clocks run on from there at its speed. Anything else that
 * speaks ARM on loopback knows no time of its own, and goes by the real one.
 */
export const joinRunningSimulator = async (url: string): Promise<PracticeEnvironment> => {
  const { now, speed } = await fetchSimulatorClock(url)
  return { url, clock: runningClock(speed, { simulated: now, real: Date.now() }), speed, stop: async () => undefined }
}

interface SimulatorTime {
  readonly now: number
  readonly speed: number
}

const fetchSimulatorClock = async (url: string): Promise<SimulatorTime> => {
  const answer = await fetch(new URL('/simulator/clock', url), { signal: AbortSignal.timeout(5_000) }).catch(
    (cause: unknown) => {
      throw new StartError(
        `No simulator answers at ${url}. Start one with "npm run simulator", or remove SIMULATOR_URL.`,
        { cause },
      )
    },
  )
  const told: unknown = await answer.json().catch(() => undefined)
  return answer.ok && isSimulatorTime(told) ? told : { now: Date.now(), speed: 1 }
}

const isSimulatorTime = (told: unknown): told is SimulatorTime => {
  const { now, speed } = (told ?? {}) as Partial<Record<keyof SimulatorTime, unknown>>
  return typeof now === 'number' && typeof speed === 'number' && speed > 0
}
