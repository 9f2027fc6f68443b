import { seededFraction } from './seeded-random.ts'
import type { AppState, ProcessMeasurements, SimulatedProcess } from './simulated-app.ts'
import type { SimulatedWorker } from './simulated-plan.ts'

const noMeasurements: ProcessMeasurements = {
  responseInMs: 0,
  errorRatio: 0,
  served: 0,
  workingSet: 0,
  privateBytes: 0,
  threads: 0,
  busyThreads: 0,
  cores: 0,
  failedConnections: 0,
  paging: 0,
}

interface NewProcess {
  readonly seed: number
  readonly startedAt: number
  /** When it last had a visitor; when it started where absent. */
  readonly lastUsedAt?: number
}

/** The app's process on this worker, at once ready and with nothing done yet. */
export function createProcess(app: AppState, worker: SimulatedWorker, created: NewProcess): SimulatedProcess {
  const { seed, startedAt, lastUsedAt = startedAt } = created
  return {
    worker,
    pid: pidOf(app, worker, seed, startedAt),
    startedAt,
    readyAt: startedAt,
    pausedUntil: 0,
    isAsleep: false,
    wokenAt: 0,
    lastUsedAt,
    waitedInMs: 0,
    failedPings: 0,
    isInRotation: true,
    heldThreads: 0,
    ports: 0,
    queue: 0,
    leakInBytes: 0,
    burstInBytes: 0,
    burstUntil: 0,
    fullSince: 0,
    lacksSecret: false,
    followsCrash: false,
    cpuInSeconds: 0,
    last: noMeasurements,
  }
}

/** Windows pids are multiples of four; so are these. */
export function pidOf(app: AppState, worker: SimulatedWorker, seed: number, startedAt: number): number {
  const { name, slot = '' } = app.spec
  return 4 * (700 + Math.floor(3000 * seededFraction(seed, 'pid', name, slot, worker.ordinal, startedAt)))
}
