import { findingsOf, metricOf, statesOf } from './seen.ts'
import { overall } from './series.ts'
import { cpuHighEverywhere } from './signs/cpu.ts'
import { accused } from './signs/instances.ts'
import { memoryClimbed, memoryHigh } from './signs/memory.ts'
import { customerCaused, resourceImpaired, serviceEvent } from './signs/platform.ts'
import { suffers } from './signs/requests.ts'
import { cpuHighAsUsual } from './signs/usual-load.ts'
import { queueGrew } from './signs/waiting.ts'
import type { Seen } from './types.ts'
import { type Sign, unless } from './weighing.ts'

/** What visitors do not feel yet. */
const strains: readonly Sign[] = [
  queueGrew,
  unless(cpuHighAsUsual, cpuHighEverywhere),
  memoryHigh,
  memoryClimbed,
  resourceImpaired,
  customerCaused,
  serviceEvent,
]

/** Nothing is wrong as far as can be seen. */
export const isCalm = (seen: Seen): boolean =>
  [suffers, ...strains].every((sign) => sign(seen) === undefined) &&
  accused(seen) === undefined &&
  statesOf(seen, 'app').every(({ properties }) => (properties.state ?? 'Running') === 'Running')

/** Whether enough was seen to say so: the app's state, its requests, the plan's CPU and memory, a request of our own. */
export const seesEnough = (seen: Seen): boolean =>
  statesOf(seen, 'app').length > 0 &&
  findingsOf(seen, 'request').length > 0 &&
  hasValues(seen, 'app', 'Requests') &&
  (notOffered(seen, 'plan-metrics') ||
    (hasValues(seen, 'plan', 'CpuPercentage') && hasValues(seen, 'plan', 'MemoryPercentage')))

/** Free and Shared have no such figures: there is nothing to wait for. */
const notOffered = (seen: Seen, probe: string): boolean =>
  seen.results.some((result) => result.probe === probe && result.status === 'not-offered')

const hasValues = (seen: Seen, of: 'app' | 'plan', metric: string): boolean => {
  const finding = metricOf(seen, of, metric)
  return finding !== undefined && overall(finding).length > 0
}
