import type { ProcessLoad } from './serve-requests.ts'
import type { AppState } from './simulated-app.ts'
import { minuteInMs, tickInMs } from './simulated-time.ts'

/** Microsoft's default; the app setting WEBSITE_HEALTHCHECK_MAXPINGFAILURES sets it from 2 to 10. */
const defaultMaxPingFailures = 10
/** A ping waits so long for its answer. */
const pingTimeoutInMs = 60_000

/** Whether the health check looks in this tick: once a minute. */
export function isHealthCheckDue(at: number): boolean {
  return at % minuteInMs < tickInMs
}

/** A shallow check: it says only whether the process answers in time. */
export function passesHealthCheck({ ready, effects, process }: ProcessLoad): boolean {
  return ready && !effects.frozen && !effects.failsHealthCheck && process.last.responseInMs < pingTimeoutInMs
}

/**
 * Takes instances out that failed too often in a row: at most half of them, and none where there is one only or all
 * fail. One that answers again comes back at once.
 */
export function updateRotation(app: AppState, loads: readonly ProcessLoad[]): void {
  const { healthCheckPath } = app.config
  for (const load of loads) {
    const { process } = load
    process.failedPings = healthCheckPath === null || passesHealthCheck(load) ? 0 : process.failedPings + 1
  }
  const limit = Number(app.appSettings.WEBSITE_HEALTHCHECK_MAXPINGFAILURES ?? defaultMaxPingFailures)
  const unhealthy = loads.filter(({ process }) => process.failedPings >= limit)
  const removable = unhealthy.length === loads.length ? 0 : Math.floor(loads.length / 2)
  const longestFirst = unhealthy.toSorted((one, other) => other.process.failedPings - one.process.failedPings)
  const removed = longestFirst.slice(0, removable)
  for (const load of loads) load.process.isInRotation = !removed.includes(load)
}
