import type { Finding, Instant, MetricFinding } from '../finding.ts'
import type { Incident } from '../incident.ts'
import { recoveryStepOf } from '../recovery.ts'

/** What chart and figures of a card show: they are kept with the end of a verification, the rest of a reading is not. */
const keptMetrics: readonly string[] = ['Requests', 'Http5xx', 'HttpResponseTime', 'CpuPercentage', 'MemoryPercentage']

export const keptFiguresOf = (findings: readonly Finding[]): readonly MetricFinding[] =>
  findings.filter(
    (finding): finding is MetricFinding =>
      finding.kind === 'metric' &&
      finding.baseline === undefined &&
      finding.of !== 'neighbour' &&
      keptMetrics.includes(finding.metric),
  )

/** Without the grains that ended before: what was then says nothing of whether a step has helped. */
export const withoutGrainsBefore = (findings: readonly Finding[], from: Instant): readonly Finding[] =>
  findings.map((finding) =>
    finding.kind === 'metric'
      ? {
          ...finding,
          series: finding.series.map((one) => ({
            ...one,
            points: one.points.filter(([at]) => at + finding.grainInMs > from),
          })),
        }
      : finding,
  )

export interface RecoveredFigures {
  readonly metrics: readonly MetricFinding[]
  /** Since when all limits held, and until when it was read. */
  readonly since: Instant
  readonly until: Instant
}

/** What was read when a step had helped, where nothing newer says otherwise. */
export const recoveredFiguresOf = (incident: Incident): RecoveredFigures | undefined => {
  const { actions, verdict } = incident
  if (recoveryStepOf(incident) === undefined) return undefined
  const { verification } = actions.findLast(({ verification: one }) => one?.figures !== undefined) ?? {}
  if (verification?.figures === undefined || verification.readAt < (verdict?.at ?? 0)) return undefined
  const { figures: metrics, holdsSince, readAt } = verification
  return { metrics, since: holdsSince ?? readAt, until: readAt }
}

/** The series of a look, and what was read after it; each of its instances by itself. */
export const withLaterPoints = (
  seen: readonly MetricFinding[],
  later: readonly MetricFinding[],
): readonly MetricFinding[] =>
  seen.map((finding) => {
    const more = later.find(
      (one) => one.metric === finding.metric && one.of === finding.of && one.grainInMs === finding.grainInMs,
    )
    return finding.baseline === undefined && more !== undefined ? joined(finding, more) : finding
  })

const joined = (seen: MetricFinding, more: MetricFinding): MetricFinding => {
  const names = [...new Set([...seen.series, ...more.series].map(({ instance }) => instance))]
  const series = names.map((instance) => {
    const before = seen.series.find((one) => one.instance === instance)?.points ?? []
    const after = more.series.find((one) => one.instance === instance)?.points ?? []
    const [first] = after
    const points = [...before.filter(([at]) => first === undefined || at < first[0]), ...after]
    return { ...(instance === undefined ? {} : { instance }), points }
  })
  return { ...seen, series }
}
