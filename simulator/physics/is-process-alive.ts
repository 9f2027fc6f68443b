import { isAppRunning } from './cpu-quota.ts'
import type { AppState, SimulatedProcess } from './simulated-world.ts'

/**
 * Whether it stands in the list of processes: it may still be starting, or not answer. One that was unloaded does
 * not, nor does one that never comes up.
 */
export function isProcessAlive(app: AppState, process: SimulatedProcess, now: number): boolean {
  return (
    isAppRunning(app) && !process.isAsleep && process.startedAt <= now && process.readyAt !== Number.POSITIVE_INFINITY
  )
}
