import type { Deployment } from '../estate/deployment.ts'

/** A way to be broken. A new fault is one file here and one line in `index.ts`. */
export interface Fault {
  /** Kebab-case, the file's name. */
  readonly id: string
  readonly title: string
  /** The true cause, in words; shown by `/simulator/truth` and nowhere else. */
  readonly cause: string
  /** Cause ids that a right verdict names; its own id where absent, several where two things are wrong at once. */
  readonly causes?: readonly string[]
  /** The app on which a drill puts it; `contoso-web` where absent. */
  readonly app?: string
  /** The app that people report; the one it is put on where absent. */
  readonly reported?: string
  /** Steps that heal, least harmful first. */
  readonly right: readonly string[]
  /** Steps that change nothing for the better. */
  readonly useless: readonly string[]
  /** Steps that make it worse while they last, or longer. */
  readonly harmful: readonly string[]
  /** How a drill should end. */
  readonly outcome: 'recovered' | 'left-alone' | 'nothing-wrong'
  /** What it bears on: the app it was put on, every app of its plan, or every app of the region. */
  readonly reach: 'app' | 'plan' | 'region'
  /** What bears on one process during one tick, from the onset on. Pure. */
  strain(moment: Moment): Partial<Strain>
  /** A deployment that goes with it. */
  deployment?(onset: number): Deployment
  /** What Azure says about itself while it lasts. */
  platform?: PlatformEvent
}

export interface Moment {
  readonly now: number
  readonly onset: number
  /** When the process began. */
  readonly bornAt: number
  /** The worker's place in the plan, from 0. */
  readonly ordinal: number
  /** How many workers the plan had before anything happened. */
  readonly usualWorkers: number
  readonly coresAWorker: number
  readonly memoryAWorkerInBytes: number
  readonly app: { readonly requestsPerSecond: number; readonly cpuInMs: number; readonly waitInMs: number }
  /** CPU that the rest of the plan takes in its usual size, in cores. */
  readonly otherCores: number
  /** A number from 0 to 1 that stays the same for this fault in this run. */
  readonly draw: number
}

export interface Strain {
  /** Factor on the app's arrivals in place of the daily rhythm. */
  readonly surge: number
  /** CPU burnt without serving anything, in cores. */
  readonly burntCores: number
  readonly leakInBytesPerSecond: number
  /** Share of served requests that end in a 500. */
  readonly errorRatio: number
  /** Added to every request's time, without CPU. */
  readonly waitInMs: number
  /** How often the process dies by itself. */
  readonly crashesPerMinute: number
  /** Requests a second that a dependency lets through, over all instances together. */
  readonly dependencyPerSecond: number
  /** Share of requests that never reach a worker. */
  readonly lostAtFrontEnd: number
  /** Factor on the time that a process needs to start. */
  readonly startFactor: number
}

export interface PlatformEvent {
  readonly trackingId: string
  readonly title: string
  readonly summary: string
}
