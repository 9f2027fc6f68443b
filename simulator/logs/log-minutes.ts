import { siteIdOf } from '../estate/estate-ids.ts'
import type { AppState } from '../physics/simulated-app.ts'
import { minuteInMs, type SimulatedPeriod } from '../physics/simulated-time.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'

/** What an app did on one machine in one minute: everything that its logs are made from. */
export interface LogMinute {
  readonly at: number
  readonly machine: string
  readonly requests: number
  readonly failed: number
  readonly responseInMs: number
}

/** Every minute that began in the period, oldest first, as it was measured. */
export function logMinutesOf(
  world: SimulatedWorld,
  app: AppState,
  machine: string,
  { from, to }: SimulatedPeriod,
): readonly LogMinute[] {
  const meter = world.metrics.get(`${siteIdOf(app.spec)}|${machine}`)
  const first = Math.ceil(from / minuteInMs) * minuteInMs
  const count = Math.max(0, Math.ceil((to - first) / minuteInMs))
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * minuteInMs
    const stat = (metric: string) => meter?.series.get(metric)?.get(at)
    const response = stat('HttpResponseTime')
    return {
      at,
      machine,
      requests: stat('Requests')?.sum ?? 0,
      failed: stat('Http5xx')?.sum ?? 0,
      responseInMs: response === undefined || response.count === 0 ? 0 : (1000 * response.sum) / response.count,
    }
  })
}
