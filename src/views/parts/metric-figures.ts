import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import type { ChartData } from '../chart/chart-data.ts'
import { compareBeforeAndNow, roundForDisplay } from './before-and-now.ts'
import { findMetric, meanOfPoints, mergeSeries } from './metric-series.ts'

/** A figure beside the chart; trusted, since a FactSet is Markdown. */
export interface MetricFigure {
  readonly title: string
  readonly value: string
}

const shownMetrics = [
  { names: ['Http5xx'], key: 'errors' },
  { names: ['Requests'], key: 'requests' },
  { names: ['HttpResponseTime', 'AverageResponseTime'], key: 'response-time' },
  { names: ['CpuPercentage'], key: 'cpu' },
  { names: ['MemoryPercentage'], key: 'memory' },
] as const

const baselines = ['yesterday', 'last-week'] as const

/** The figures that the chart draws, `before → now`, and what was usual at this hour; for those who cannot see it. */
export const metricFigures = (data: ChartData, say: Translate): readonly MetricFigure[] =>
  shownMetrics.flatMap(({ names, key }) => {
    const finding = findMetric(data.metrics, names)
    if (finding === undefined) return []
    const value = [beforeNowText(data, finding, say), ...baselineTexts(data, finding, say)]
    return value[0] === '' ? [] : [{ title: say(messageOf(`card.figure.${key}`)), value: value.join(' · ') }]
  })

/** The same as numbers, by Azure's names of the metrics. */
export interface FigureReading {
  readonly metric: string
  readonly unit: MetricFinding['unit']
  readonly before?: number
  readonly now?: number
}

export const figureReadings = (data: ChartData): readonly FigureReading[] =>
  shownMetrics.flatMap(({ names }) => {
    const finding = findMetric(data.metrics, names)
    if (finding === undefined) return []
    const { endedAt: _, ...values } = compareBeforeAndNow(mergeSeries(finding), data.since, data.window.to)
    return [{ metric: finding.metric, unit: finding.unit, ...values }]
  })

const beforeNowText = (data: ChartData, finding: MetricFinding, say: Translate): string => {
  const points = compareBeforeAndNow(mergeSeries(finding), data.since, data.window.to)
  const { now, endedAt, before = baselineMean(data, finding.metric, 'hours-before') } = points
  const said = (value: number) => say.number(roundForDisplay(value, finding.unit), finding.unit)
  const ended = endedAt === undefined ? [] : [say(messageOf('card.figure.ended', { endedAt }))]
  return [...(before === undefined ? [] : [said(before)]), ...(now === undefined ? ended : [said(now)])].join(' → ')
}

const baselineTexts = (data: ChartData, { metric, unit }: MetricFinding, say: Translate): readonly string[] => {
  const said = baselines.map((baseline) => {
    const value = baselineMean(data, metric, baseline)
    return value === undefined ? undefined : say.number(roundForDisplay(value, unit), unit)
  })
  const [value] = said
  if (value !== undefined && said.every((one) => one === value)) return [say(messageOf('card.figure.both', { value }))]
  return baselines.flatMap((baseline, index) => {
    const one = said[index]
    return one === undefined ? [] : [say(messageOf(`card.figure.${baseline}`, { value: one }))]
  })
}

const baselineMean = (data: ChartData, metric: string, baseline: MetricFinding['baseline']): number | undefined => {
  const finding = findMetric(data.metrics, [metric], baseline)
  return finding === undefined ? undefined : meanOfPoints(mergeSeries(finding))
}
