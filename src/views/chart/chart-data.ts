import type { ChangeFinding, Instant, MetricFinding, TimeWindow } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind, weighedObservationOf } from '../../incident/read-findings.ts'
import { recoveredFiguresOf, withLaterPoints } from '../../incident/verification/recovered-figures.ts'
import { incidentChanges } from '../parts/change-lines.ts'
import { latestFindings } from '../parts/incident-findings.ts'

/** All that a chart and its figures show: a stretch of time, its series, and what is marked in it. */
export interface ChartData {
  /** What is drawn; its end is what the figures call now. */
  readonly window: TimeWindow
  /** True where that is the coarse look back, since the trouble is older than what was looked at finely. */
  readonly isLookBack?: boolean
  /** Those of the window, and those of the times that they are compared with. */
  readonly metrics: readonly MetricFinding[]
  /** Oldest first. */
  readonly changes: readonly ChangeFinding[]
  /** When the trouble began, where that is known. */
  readonly since: Instant | undefined
  /** Until when it lasted, where it is over. */
  readonly until?: Instant | undefined
  /** True where it began before everything that was looked at. */
  readonly startUnseen?: boolean
}

/** What the incident's latest look saw, and what was read since where a step has helped. */
export const chartDataOf = (incident: Incident): ChartData => {
  const { verdict } = incident
  const recovered = recoveredFiguresOf(incident)
  const seen = findingsOfKind(latestFindings(incident), 'metric')
  const metrics = recovered === undefined ? seen : withLaterPoints(seen, recovered.metrics)
  const looked = weighedObservationOf(incident)?.window ?? { from: 0, to: 0 }
  const window = recovered === undefined ? looked : { from: looked.from, to: recovered.until }
  const startUnseen = verdict?.startUnseen === true
  const since = startUnseen ? undefined : verdict?.since
  const isOld = startUnseen || (since ?? window.from) < window.from
  // What was read since is fine: the look back could not show that it is over.
  const long = isOld && recovered === undefined ? lookBackWindow(metrics, since, window) : undefined
  return {
    window: long ?? window,
    isLookBack: long !== undefined,
    metrics,
    changes: incidentChanges(incident),
    since,
    until: verdict?.until ?? recovered?.since,
    startUnseen,
  }
}

/** Before an onset there is at least as much of calm to be seen as there is of trouble, and no less than this; ours. */
const leastBeforeInMs = 6 * 3_600_000

/** As much of the look back as shows the onset between what was before and what came of it; all where none was seen. */
const lookBackWindow = (
  metrics: readonly MetricFinding[],
  since: Instant | undefined,
  { to }: TimeWindow,
): TimeWindow | undefined => {
  const begins = metrics
    .filter(({ baseline }) => baseline === 'look-back')
    .flatMap(({ series }) => series.flatMap(({ points: [first] }) => (first === undefined ? [] : [first[0]])))
  const earliest = Math.min(...begins)
  if (begins.length === 0 || earliest >= to) return undefined
  return {
    from: since === undefined ? earliest : Math.max(earliest, since - Math.max(leastBeforeInMs, to - since)),
    to,
  }
}
