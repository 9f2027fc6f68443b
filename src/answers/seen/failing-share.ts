import type { Incident } from '../../incident/incident.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { findMetric, mergeSeries, type SeriesPoints } from '../../views/parts/metric-series.ts'

export interface FailingShare {
  readonly failed: number
  readonly requests: number
}

/** Requests that the app answered with 5xx from the onset until it was over, or the look; `undefined` where not known. */
export const failingShareOf = (incident: Incident): FailingShare | undefined => {
  const { metrics, since, until, window } = chartDataOf(incident)
  if (since === undefined) return undefined
  const sumOf = (metric: string, baseline?: 'look-back'): number | undefined => {
    const finding = findMetric(metrics, [metric], baseline)
    if (finding === undefined) return undefined
    const points = mergeSeries(finding)
    const begin = points[0]?.[0]
    if (begin === undefined || begin > since) return undefined
    return sum(points.filter(([at]) => at >= since - finding.grainInMs && at < (until ?? window.to)))
  }
  const failed = sumOf('Http5xx') ?? sumOf('Http5xx', 'look-back')
  const requests = sumOf('Requests') ?? sumOf('Requests', 'look-back')
  return failed === undefined || requests === undefined || requests <= 0
    ? undefined
    : { failed: Math.round(failed), requests: Math.round(requests) }
}

const sum = (points: SeriesPoints): number => points.reduce((total, [, value]) => total + (value ?? 0), 0)
