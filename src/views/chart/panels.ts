import type { MetricFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { mean, merged, metricOf, type Points } from '../parts/series.ts'
import { svgText } from '../untrusted.ts'
import { colors } from './frame.ts'

export interface Panel {
  readonly lines: readonly PanelLine[]
  readonly unit: MetricFinding['unit']
  /** The axis reaches at least so far; 100 for shares. */
  readonly atLeast: number
}

export interface PanelLine {
  /** Escaped; empty where the line needs no name of its own. */
  readonly name: string
  readonly color: string
  readonly points: Points
}

/** What the picture has room for: traffic and errors, response time, CPU and memory by instance. */
export const panelsOf = (incident: Incident, say: Say): readonly Panel[] =>
  [traffic(incident, say), responseTime(incident, say), levels(incident, 'cpu', say), levels(incident, 'memory', say)]
    .flat()
    .filter((panel) => panel.lines.some((line) => line.points.length > 1))

const traffic = (incident: Incident, say: Say): readonly Panel[] => {
  const requests = metricOf(incident, ['Requests'])
  const errors = metricOf(incident, ['Http5xx'])
  const lines = [
    ...(requests === undefined ? [] : [named('requests', colors.calm, merged(requests), say)]),
    ...(errors === undefined ? [] : [named('errors', colors.error, merged(errors), say)]),
  ]
  return [{ lines, unit: 'count', atLeast: 10 }]
}

const responseTime = (incident: Incident, say: Say): readonly Panel[] => {
  const finding = metricOf(incident, ['HttpResponseTime', 'AverageResponseTime'])
  if (finding === undefined) return []
  return [{ lines: [named('response-time', colors.calm, merged(finding), say)], unit: finding.unit, atLeast: 1 }]
}

const levels = (incident: Incident, key: 'cpu' | 'memory', say: Say): readonly Panel[] => {
  const finding = metricOf(incident, [key === 'cpu' ? 'CpuPercentage' : 'MemoryPercentage'])
  if (finding === undefined) return []
  const title = svgText(say(phrase(`card.chart.${key}`)), 40)
  const instances = finding.series.filter((series) => series.instance !== undefined)
  if (instances.length < 2) return [{ lines: [{ name: title, color: colors.calm, points: merged(finding) }], ...share }]
  const lines = loudest(instances).map((series, index) => ({
    name: svgText(shortName(series.instance ?? ''), 12),
    color: colors.lines[index % colors.lines.length] ?? colors.calm,
    points: series.points,
  }))
  return [{ lines: [{ name: title, color: colors.text, points: [] }, ...lines], ...share }]
}

const share = { unit: 'percent', atLeast: 100 } as const

const mostLines = 4

/** More instances than lines: the busiest are drawn, in the order of their names. */
const loudest = (series: MetricFinding['series']): MetricFinding['series'] => {
  const name = (one: (typeof series)[number]) => one.instance ?? ''
  const byName = series.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
  const level = (one: (typeof series)[number]) => mean(one.points.slice(-10)) ?? 0
  const kept = byName.toSorted((a, b) => level(b) - level(a)).slice(0, mostLines)
  return byName.filter((one) => kept.includes(one))
}

/** Instances share their beginning and differ at their end. */
const shortName = (name: string): string => (name.length <= 8 ? name : `…${name.slice(-6)}`)

const named = (key: string, color: string, points: Points, say: Say): PanelLine => ({
  name: svgText(say(phrase(`card.chart.${key}`)), 40),
  color,
  points,
})
