import { appRequestsOf } from './app-requests.ts'
import type { FailingFigure } from './events/lifecycle-event.ts'
import type { Instant, MetricFinding } from './finding.ts'
import type { Action, Incident } from './incident.ts'
import { type FindingSet, metricFindingOf, weighedObservationOf } from './read-findings.ts'
import { verdictStandingOf } from './verdict-standing.ts'

/** Ours, as on the card: one alone may be noise. */
const minutesCountedAsNow = 5
/** Azure's figures come up to so much late; what is older and has no successor is no figure of now. */
const maxMetricDelayInMs = 8 * 60_000
/** An app with many requests always has some that fail; ours, as on the card. */
const failingShareFrom = 0.05
const slowFromInSeconds = 2
const timesAsSlowAsBefore = 3

/** What visitors feel on the newest figures that the incident has; `undefined` where it does not burn any more. */
export const failingFigureOf = (incident: Incident): FailingFigure | undefined => {
  const read = newestReadings(incident)
  const seenAt = weighedObservationOf(incident)?.window.to ?? 0
  if (read !== undefined && read.at >= seenAt) return read.figure
  return isSaidToBeWell(incident) ? undefined : seenFigure(incident, seenAt)
}

const isSaidToBeWell = ({ verdict }: Incident): boolean =>
  verdict !== undefined && ['over', 'nothing-wrong'].includes(verdictStandingOf(verdict))

interface Readings {
  readonly at: Instant
  readonly figure: FailingFigure | undefined
}

/** What a step's own limits last showed; `undefined` where none of them says how visitors fare. */
const newestReadings = ({ actions }: Incident): Readings | undefined =>
  actions
    .flatMap((action) => readingsOf(action) ?? [])
    .toSorted((a, b) => a.at - b.at)
    .at(-1)

const feltMetrics = { Http5xx: 'errors', request: 'answer', HttpResponseTime: 'response-time' } as const

const readingsOf = ({ verification, plan }: Action): Readings | undefined => {
  const success = plan?.success
  if (verification === undefined || success === undefined || success.mends === false) return undefined
  const { startedAt, readAt: at, now } = verification
  // Before its first reading it holds what the look before it saw.
  if (at <= startedAt) return undefined
  const measured = now.flatMap(({ limit, value, holds }) => {
    const metric = success.limits[limit]?.metric ?? ''
    return value === null || !isFelt(metric) ? [] : [{ of: feltMetrics[metric], value, holds }]
  })
  const [worst] = measured.filter(({ holds }) => !holds).toSorted((a, b) => rankOf(a.of) - rankOf(b.of))
  if (measured.length === 0) return undefined
  return { at, figure: worst === undefined ? undefined : { of: worst.of, value: worst.value, at } }
}

const isFelt = (metric: string): metric is keyof typeof feltMetrics => Object.hasOwn(feltMetrics, metric)

/** Errors are counted, which says more than one answer of our own. */
const rankOf = (of: FailingFigure['of']): number => ['errors', 'answer', 'response-time'].indexOf(of)

const seenFigure = (incident: Incident, seenAt: Instant): FailingFigure | undefined => {
  const results = weighedObservationOf(incident)?.results ?? []
  const seen: FindingSet = { findings: results.flatMap(({ findings }) => findings) }
  const nowOf = (metric: string): number | undefined => recentOf(metricFindingOf(seen, 'app', metric), seenAt)
  const errors = nowOf('Http5xx') ?? 0
  if (errors >= Math.max(1, failingShareFrom * (nowOf('Requests') ?? 0)))
    return { of: 'errors', value: Math.round(errors), at: seenAt }
  const statuses = appRequestsOf(seen).flatMap(({ status }) => (status === undefined ? [] : [status]))
  const worst = Math.max(0, ...statuses)
  if (worst >= 500) return { of: 'answer', value: worst, at: seenAt }
  const slow = slownessOf(seen, incident.verdict?.since, seenAt)
  return slow === undefined ? undefined : { of: 'response-time', value: slow, at: seenAt }
}

const slownessOf = (seen: FindingSet, since: Instant | undefined, seenAt: Instant): number | undefined => {
  const finding = metricFindingOf(seen, 'app', 'HttpResponseTime')
  const now = recentOf(finding, seenAt)
  if (finding === undefined || now === undefined || now < slowFromInSeconds) return undefined
  const before = meanOf(pointsOf(finding).flatMap(([at, value]) => (at < (since ?? 0) ? [value] : [])))
  return before !== undefined && now >= timesAsSlowAsBefore * before ? Math.round(now * 10) / 10 : undefined
}

/** Of the last minutes that have a value: a count a minute over all instances, a level on their average. */
const recentOf = (finding: MetricFinding | undefined, seenAt: Instant): number | undefined => {
  if (finding === undefined) return undefined
  const points = pointsOf(finding)
  const starts = [...new Set(points.map(([at]) => at))].toSorted((a, b) => a - b).slice(-minutesCountedAsNow)
  const last = starts.at(-1)
  if (last === undefined || last < seenAt - maxMetricDelayInMs) return undefined
  const values = points.flatMap(([at, value]) => (starts.includes(at) ? [value] : []))
  if (finding.aggregation !== 'total') return meanOf(values)
  return (values.reduce((sum, value) => sum + value, 0) / starts.length) * (60_000 / finding.grainInMs)
}

const pointsOf = ({ series }: MetricFinding): readonly (readonly [Instant, number])[] =>
  series.flatMap(({ points }) => points.flatMap(([at, value]) => (value === null ? [] : [[at, value] as const])))

const meanOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
