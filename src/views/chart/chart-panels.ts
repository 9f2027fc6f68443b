import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { MetricFinding, TimeWindow } from '../../incident/finding.ts'
import { findMetric, meanOfPoints, mergeSeries, type SeriesPoints } from '../parts/metric-series.ts'
import { markupText } from '../untrusted-text.ts'
import type { ChartData } from './chart-data.ts'
import { chartColors } from './chart-frame.ts'

export interface ChartPanel {
  readonly lines: readonly PanelLine[]
  readonly unit: MetricFinding['unit']
  /** The axis reaches at least so far; 100 for shares. */
  readonly atLeast: number
}

export interface PanelLine {
  /** Escaped; empty where the line needs no name of its own. */
  readonly name: string
  readonly color: string
  readonly points: SeriesPoints
  readonly grainInMs: number
}

/** What the picture has room for: traffic and errors, response time, CPU and memory by instance. */
export const chartPanelsOf = ({ metrics, isLookBack, window }: ChartData, say: Translate): readonly ChartPanel[] => {
  const find: MetricLookup = (...names) =>
    (isLookBack ? findMetric(metrics, names, 'look-back') : undefined) ?? findMetric(metrics, names)
  return [
    trafficPanels(find, say),
    responseTimePanels(find, say),
    levelPanels(find, 'cpu', say),
    levelPanels(find, 'memory', say),
  ]
    .flat()
    .map((panel) => ({ ...panel, lines: panel.lines.map((line) => clippedLine(line, window)) }))
    .filter((panel) => panel.lines.some((line) => line.points.length > 1))
}

type MetricLookup = (...names: readonly string[]) => MetricFinding | undefined

/** Minutes around an older onset are no part of the picture of the window, nor of its axis. */
const clippedLine = (line: PanelLine, { from, to }: TimeWindow): PanelLine => ({
  ...line,
  points: line.points.filter(([at]) => at >= from && at <= to),
})

const trafficPanels = (find: MetricLookup, say: Translate): readonly ChartPanel[] => {
  const requests = find('Requests')
  const errors = find('Http5xx')
  const lines = [
    ...(requests === undefined ? [] : [namedLine('requests', chartColors.calm, requests, say)]),
    ...(errors === undefined ? [] : [namedLine('errors', chartColors.error, errors, say)]),
  ]
  return [{ lines, unit: 'count', atLeast: 10 }]
}

const responseTimePanels = (find: MetricLookup, say: Translate): readonly ChartPanel[] => {
  const finding = find('HttpResponseTime', 'AverageResponseTime')
  if (finding === undefined) return []
  return [
    {
      lines: [namedLine('response-time', chartColors.calm, finding, say)],
      unit: finding.unit,
      atLeast: 1,
    },
  ]
}

/** A strip of any metric: the busiest of its instances, where it is split. */
export const metricPanel = (finding: MetricFinding, title: string): ChartPanel => {
  const axis = finding.unit === 'percent' ? percentAxis : ({ unit: finding.unit, atLeast: 1 } as const)
  return { lines: levelLines(finding, markupText(title, 40)), ...axis }
}

const levelPanels = (find: MetricLookup, key: 'cpu' | 'memory', say: Translate): readonly ChartPanel[] => {
  const finding = find(key === 'cpu' ? 'CpuPercentage' : 'MemoryPercentage')
  if (finding === undefined) return []
  const title = markupText(say(messageOf(`card.chart.${key}`)), 40)
  return [{ lines: levelLines(finding, title), ...percentAxis }]
}

const levelLines = (finding: MetricFinding, title: string): readonly PanelLine[] => {
  const { grainInMs } = finding
  const instances = finding.series.filter((series) => series.instance !== undefined)
  if (instances.length < 2) return [{ name: title, color: chartColors.calm, points: mergeSeries(finding), grainInMs }]
  const lines = busiestInstances(instances).map((series, index) => ({
    name: markupText(shortName(series.instance ?? ''), 12),
    color: chartColors.lines[index % chartColors.lines.length] ?? chartColors.calm,
    points: series.points,
    grainInMs,
  }))
  return [{ name: title, color: chartColors.text, points: [], grainInMs }, ...lines]
}

const percentAxis = { unit: 'percent', atLeast: 100 } as const

const maxPanelLines = 3

/** More instances than lines: the busiest are drawn, in the order of their names. */
const busiestInstances = (series: MetricFinding['series']): MetricFinding['series'] => {
  const name = (one: (typeof series)[number]) => one.instance ?? ''
  const byName = series.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
  const level = (one: (typeof series)[number]) => meanOfPoints(one.points.slice(-10)) ?? 0
  const kept = byName.toSorted((a, b) => level(b) - level(a)).slice(0, maxPanelLines)
  return byName.filter((one) => kept.includes(one))
}

/** Instances share their beginning and differ at their end. */
const shortName = (name: string): string => (name.length <= 8 ? name : `…${name.slice(-6)}`)

const namedLine = (key: string, color: string, finding: MetricFinding, say: Translate): PanelLine => ({
  name: markupText(say(messageOf(`card.chart.${key}`)), 40),
  color,
  points: mergeSeries(finding),
  grainInMs: finding.grainInMs,
})
