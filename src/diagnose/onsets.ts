import type { Instant, MetricFinding } from '../incident/finding.ts'
import { onsetOf } from './onset.ts'
import { type Known, median, overall, valuesOf } from './series.ts'

interface Onsets {
  /** The earliest. */
  readonly since?: Instant
  readonly onsets: readonly Instant[]
}

type Find = (metric: string) => MetricFinding | undefined

/**
 * When each symptom began. Errors and response times first; what fails at the front end reaches neither, so requests
 * that go missing and the health check stand in. A series that stepped up again later has two.
 * A rise of 50 ms, of a failed request a minute, and of 1 % of the requests, are the least worth calling one (ours).
 */
export const onsetsIn = (find: Find): Onsets => {
  const pointsOf = (metric: string): readonly Known[] => {
    const finding = find(metric)
    return finding === undefined ? [] : overall(finding)
  }
  const requests = median(valuesOf(pointsOf('Requests'))) ?? 0
  const felt = [
    ...stepsOf(pointsOf('Http5xx'), Math.max(1, requests / 100)),
    ...stepsOf(pointsOf('HttpResponseTime'), 0.05),
  ]
  const missed = [
    ...stepsOf(below(pointsOf('HealthCheckStatus'), 100), 5),
    ...(usualRequests(pointsOf('Requests')) < 10 ? [] : goneAt(pointsOf('Requests'))),
  ]
  const onsets = [...new Set([...felt, ...missed])].toSorted((a, b) => a - b)
  const since = earliest(felt) ?? earliest(missed)
  return { onsets, ...(since === undefined ? {} : { since }) }
}

/** The step out of the past, and one more out of what came after it. */
const stepsOf = (points: readonly Known[], floor: number): readonly Instant[] => {
  const first = onsetOf(points, floor)
  if (first === undefined) return []
  const again = onsetOf(
    points.filter(([at]) => at >= first),
    floor,
  )
  return again === undefined ? [first] : [first, again]
}

const usualRequests = (requests: readonly Known[]): number =>
  median(valuesOf(requests.slice(0, requests.length >> 1))) ?? 0

/** Requests that fail at the front end reach no metric but this one: they go missing. */
const goneAt = (requests: readonly Known[]): readonly Instant[] => {
  const usual = usualRequests(requests)
  return stepsOf(below(requests, usual / 2), usual / 5)
}

const below = (points: readonly Known[], usual: number): readonly Known[] =>
  points.map(([at, value]) => [at, Math.max(0, usual - value)] as const)

const earliest = (instants: readonly Instant[]): Instant | undefined =>
  instants.length === 0 ? undefined : Math.min(...instants)
