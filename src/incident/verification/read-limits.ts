import { appRequestsOf } from '../app-requests.ts'
import type { Finding, Instant, MetricFinding, ProbeCoverage, ProbeResult, ProbeTraits } from '../finding.ts'
import type { Incident } from '../incident.ts'
import type { SuccessCriteria, SuccessLimit } from '../mitigation-plan.ts'
import { metricFindingOf } from '../read-findings.ts'
import type { LimitReading } from './verification-event.ts'

/** Azure Monitor is a few minutes behind; older than this a value says nothing about now. */
const maxAgeInMs = 5 * 60_000

/** What the probes brought in, and what none of them can bring in on this app. */
export interface Measurements {
  readonly findings: readonly Finding[]
  readonly notOffered: readonly ProbeCoverage[]
}

export const measurementsOf = (results: readonly ProbeResult[], probes: readonly ProbeTraits[]): Measurements => ({
  findings: results.flatMap((result) => result.findings),
  notOffered: results
    .filter(({ status }) => status === 'not-offered')
    .flatMap(({ probe }) => probes.find(({ id }) => id === probe)?.covers ?? []),
})

type Measured = Pick<LimitReading, 'value' | 'holds'>

/**
 * Measures every limit on the newest complete grain of its metric: counts are the sum over the instances, levels
 * their average. Where Azure has no value yet the limit does not hold: recovery is shown, not assumed. What the app has
 * no way to be measured by, such as a visit where its address is private, is left out.
 */
export const readLimits = (
  success: SuccessCriteria,
  { findings, notOffered }: Measurements,
  at: Instant,
): readonly LimitReading[] =>
  success.limits.map((limit, index) => {
    if (notOffered.includes(coverageOf(limit))) return { limit: index, value: null, holds: false, notOffered: true }
    return {
      limit: index,
      ...(limit.metric === 'request' ? readStatus(limit, findings) : readMetric(limit, findings, at)),
    }
  })

/** Ours: what is older is not called "now". */
const calledNowForInMs = 2 * 60_000

interface SeenAt {
  readonly success: SuccessCriteria
  /** When the newest of the measurements were taken. */
  readonly seenAt: Instant
  readonly now: Instant
}

/** The same, of a look that is still true: none where a step has run since; with its time where it is no longer "now". */
export const readLimitsOfNow = (
  { actions }: Incident,
  measurements: Measurements,
  { success, seenAt, now }: SeenAt,
): { readonly now: readonly LimitReading[]; readonly seenAt?: Instant } => {
  if (actions.some(({ startedAt = 0 }) => startedAt > seenAt)) return { now: [] }
  return {
    now: readLimits(success, measurements, seenAt),
    ...(now - seenAt > calledNowForInMs ? { seenAt } : {}),
  }
}

const readMetric = (limit: SuccessLimit, findings: readonly Finding[], at: Instant): Measured => {
  const value = newestValue(limit, findings, at)
  const holds = value !== null && (isWithinLimit(limit, value) || isStrayFailure(limit, value, findings, at))
  return { value, holds }
}

/** What is usual above the limit hides no other status that is not. */
const readStatus = (limit: SuccessLimit, findings: readonly Finding[]): Measured => {
  const statuses = appRequestsOf({ findings }).map(({ status }) => status ?? null)
  const isGood = (status: number | null) =>
    status !== null && (isWithinLimit(limit, status) || limit.orStatuses?.includes(status) === true)
  const bad = statuses.filter((status) => !isGood(status))
  return { value: worstOf(bad.length > 0 ? bad : statuses), holds: statuses.length > 0 && bad.length === 0 }
}

/** Those that deliver what the limits need. */
export const probesForSuccess = <Probe extends ProbeTraits>(
  { limits }: SuccessCriteria,
  probes: readonly Probe[],
): readonly Probe[] => {
  const needed = limits.map(coverageOf)
  return probes.filter(({ covers }) => covers !== undefined && needed.includes(covers))
}

const coverageOf = ({ metric, of }: SuccessLimit): ProbeCoverage =>
  metric === 'request' ? 'own-request' : `${of}-figures`

const isWithinLimit = ({ comparison, limit }: SuccessLimit, value: number): boolean =>
  comparison === 'at-most' ? value <= limit : value >= limit

const isStrayFailure = (limit: SuccessLimit, value: number, findings: readonly Finding[], at: Instant): boolean => {
  const { orShareOfRequests: share, of } = limit
  const requests = share === undefined ? null : newestValue({ metric: 'Requests', of }, findings, at)
  return share !== undefined && requests !== null && requests > 0 && value / requests <= share
}

/** No answer at all has no status, and so never holds. */
const worstOf = (statuses: readonly (number | null)[]): number | null =>
  statuses.length === 0 || statuses.includes(null) ? null : Math.max(...statuses.map((status) => status ?? 0))

type MeasuredMetric = Pick<SuccessLimit, 'metric' | 'of' | 'instance'>

const newestValue = (limit: MeasuredMetric, findings: readonly Finding[], at: Instant): number | null =>
  recentValues(limit, findings, { from: at - maxAgeInMs, at }).at(-1) ?? null

/** Its value in each complete grain that ended in that time, oldest first. */
export const recentValues = (
  limit: MeasuredMetric,
  findings: readonly Finding[],
  { from, at }: { readonly from: Instant; readonly at: Instant },
): readonly number[] => {
  // Not the same metric of yesterday, which is there too and may have come in first.
  const metric = metricFindingOf({ findings }, limit.of, limit.metric)
  if (metric === undefined) return []
  const values = new Map<Instant, number[]>()
  for (const series of metric.series) {
    if (limit.instance !== undefined && series.instance?.toLowerCase() !== limit.instance.toLowerCase()) continue
    for (const [start, value] of series.points) {
      const end = start + metric.grainInMs
      if (value === null || end > at || end < from) continue
      values.set(start, [...(values.get(start) ?? []), value])
    }
  }
  return [...values].toSorted(([one], [other]) => one - other).map(([, some]) => combine(metric.aggregation, some))
}

const combine = (aggregation: MetricFinding['aggregation'], values: readonly number[]): number => {
  const sum = values.reduce((total, value) => total + value, 0)
  switch (aggregation) {
    case 'total':
      return sum
    case 'average':
      return sum / values.length
    case 'maximum':
      return Math.max(...values)
    case 'minimum':
      return Math.min(...values)
    default:
      return aggregation satisfies never
  }
}

/**
 * Whether all limits that can be measured hold. Of a remedy at least one must be: that it helped is shown. What mends
 * nothing has taken hold where there is nothing to measure.
 */
export const holdTogether = (readings: readonly LimitReading[], { limits, mends }: SuccessCriteria): boolean => {
  const measured = readings.filter(({ notOffered }) => !notOffered)
  return (
    readings.length === limits.length &&
    (measured.length > 0 || mends === false) &&
    measured.every(({ holds }) => holds)
  )
}
