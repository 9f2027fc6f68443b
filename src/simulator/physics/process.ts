import { isOpen } from './quota.ts'
import type { AppState, Process } from './world.ts'

/**
 * Whether it stands in the list of processes: it may still be starting, or not answer. One that was unloaded does
 * not, nor does one that never comes up.
 */
export function isAlive(app: AppState, process: Process, now: number): boolean {
  return isOpen(app) && !process.isAsleep && process.bornAt <= now && process.readyAt !== Number.POSITIVE_INFINITY
}
