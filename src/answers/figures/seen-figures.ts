import type { MetricFinding, TimeWindow } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { latestFindings } from '../../views/parts/incident-findings.ts'
import { type ComparedWith, isSeenDay } from './compared-days.ts'

/** What the incident's look has of a time: better than nothing while Azure gives no figures. */
export const seenFigures = (incident: Incident | undefined, { from, to }: TimeWindow): readonly MetricFinding[] =>
  metricsIn(incident).flatMap((finding) => {
    if (finding.baseline !== undefined || finding.of === 'neighbour') return []
    const series = finding.series.map(({ points, ...rest }) => ({
      ...rest,
      points: points.filter(([at]) => at >= from && at < to),
    }))
    const isEmpty = series.every(({ points }) => points.every(([, value]) => value === null))
    return isEmpty ? [] : [{ ...finding, series }]
  })

/** The same hours of another day, as the look has read them already. */
export const seenBaselines = (incident: Incident | undefined, baseline: ComparedWith): readonly MetricFinding[] =>
  !isSeenDay(baseline)
    ? []
    : metricsIn(incident).filter((finding) => finding.baseline === baseline && finding.of !== 'neighbour')

const metricsIn = (incident: Incident | undefined): readonly MetricFinding[] =>
  incident === undefined ? [] : findingsOfKind(latestFindings(incident), 'metric')
