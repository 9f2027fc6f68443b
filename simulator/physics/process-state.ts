import { isAppRunning } from './cpu-quota.ts'
import type { AppState, SimulatedProcess } from './simulated-app.ts'
import type { PlanState, SimulatedWorker } from './simulated-plan.ts'

/** Whether it takes up memory: started and not unloaded, though it may be one that never comes up. */
export function isProcessStarted(app: AppState, process: SimulatedProcess, at: number): boolean {
  return isAppRunning(app) && !process.isAsleep && process.startedAt <= at
}

/** Whether it stands in the list of processes: it may still be starting, or not answer, but it will come up. */
export function isProcessAlive(app: AppState, process: SimulatedProcess, at: number): boolean {
  return isProcessStarted(app, process, at) && process.readyAt !== Number.POSITIVE_INFINITY
}

/** Workers that are there and not gone. */
export function activeWorkers(plan: PlanState, at: number): readonly SimulatedWorker[] {
  return plan.workers.filter((worker) => isWorkerActive(worker, at))
}

export function takesRequests(app: AppState, process: SimulatedProcess, at: number): boolean {
  return isAppRunning(app) && !process.isAsleep && process.readyAt <= at && isWorkerActive(process.worker, at)
}

/** Started because somebody came, who waits for it; or it would be if somebody came. */
export function waitsForVisitors(app: AppState, process: SimulatedProcess, at: number): boolean {
  const isWaking = process.wokenAt > 0 && process.readyAt > at
  return isAppRunning(app) && (process.isAsleep || isWaking) && isWorkerActive(process.worker, at)
}

function isWorkerActive(worker: SimulatedWorker, at: number): boolean {
  return worker.readyAt <= at && at < worker.leavesAt
}
