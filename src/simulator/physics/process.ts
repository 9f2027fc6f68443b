import type { AppState, Process } from './world.ts'

/** Whether it stands in the list of processes: it may still be starting, or not answer. */
export function isAlive(app: AppState, process: Process, now: number): boolean {
  return app.enabled && process.bornAt <= now
}
