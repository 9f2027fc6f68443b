import type { ChangeFinding, Instant, MetricFinding, TimeWindow } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind, weighedObservationOf } from '../../incident/read-findings.ts'
import { incidentChanges } from '../parts/change-lines.ts'
import { latestFindings } from '../parts/incident-findings.ts'

/** All that a chart and its figures show: a stretch of time, its series, and what is marked in it. */
export interface ChartData {
  readonly window: TimeWindow
  /** Those of the window, and those of the times that they are compared with. */
  readonly metrics: readonly MetricFinding[]
  /** Oldest first. */
  readonly changes: readonly ChangeFinding[]
  /** When the trouble began, where that is known. */
  readonly since: Instant | undefined
}

/** What the incident's latest look saw. */
export const chartDataOf = (incident: Incident): ChartData => ({
  window: weighedObservationOf(incident)?.window ?? { from: 0, to: 0 },
  metrics: findingsOfKind(latestFindings(incident), 'metric'),
  changes: incidentChanges(incident),
  since: incident.verdict?.since,
})
