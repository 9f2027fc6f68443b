import type { Instant, MetricFinding } from '../incident/finding.ts'
import { combineInstances, type KnownPoint, medianOf, valuesOfPoints } from '../series/known-points.ts'
import { findOnset } from '../series/onset.ts'

interface SymptomOnsets {
  /** The earliest. */
  readonly since?: Instant
  readonly onsets: readonly Instant[]
}

type FindMetric = (metric: string) => MetricFinding | undefined

/**
 * When each symptom began. Errors and response times first; what fails at the front end reaches neither, so requests
 * that go missing and the health check stand in. A series that stepped up again later has two.
 * A rise of 50 ms, of a failed request a minute, and of 1 % of the requests, are the least worth calling one (ours).
 */
export const findSymptomOnsets = (find: FindMetric): SymptomOnsets => {
  const pointsOf = (metric: string): readonly KnownPoint[] => {
    const finding = find(metric)
    return finding === undefined ? [] : combineInstances(finding)
  }
  const requests = medianOf(valuesOfPoints(pointsOf('Requests'))) ?? 0
  const felt = [
    ...stepsOf(pointsOf('Http5xx'), Math.max(1, requests / 100)),
    ...stepsOf(pointsOf('HttpResponseTime'), 0.05),
  ]
  const missed = [
    ...stepsOf(shortfallOf(pointsOf('HealthCheckStatus'), 100), 5),
    ...(usualRequests(pointsOf('Requests')) < 10 ? [] : requestDropsOf(pointsOf('Requests'))),
  ]
  const onsets = [...new Set([...felt, ...missed])].toSorted((a, b) => a - b)
  const since = earliestOf(felt) ?? earliestOf(missed)
  return { onsets, ...(since === undefined ? {} : { since }) }
}

/** The step out of the past, and one more out of what came after it. */
const stepsOf = (points: readonly KnownPoint[], floor: number): readonly Instant[] => {
  const first = findOnset(points, floor)
  if (first === undefined) return []
  const again = findOnset(
    points.filter(([at]) => at >= first),
    floor,
  )
  return again === undefined ? [first] : [first, again]
}

const usualRequests = (requests: readonly KnownPoint[]): number =>
  medianOf(valuesOfPoints(requests.slice(0, requests.length >> 1))) ?? 0

/** Requests that fail at the front end reach no metric but this one: they go missing. */
const requestDropsOf = (requests: readonly KnownPoint[]): readonly Instant[] => {
  const usual = usualRequests(requests)
  return stepsOf(shortfallOf(requests, usual / 2), usual / 5)
}

const shortfallOf = (points: readonly KnownPoint[], usual: number): readonly KnownPoint[] =>
  points.map(([at, value]) => [at, Math.max(0, usual - value)] as const)

const earliestOf = (instants: readonly Instant[]): Instant | undefined =>
  instants.length === 0 ? undefined : Math.min(...instants)
