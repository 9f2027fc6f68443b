import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import type { ChartData } from '../chart/chart-data.ts'
import { type BeforeAndNow, compareBeforeAndNow, meanBefore, meanDuring, roundForDisplay } from './before-and-now.ts'
import { findMetric, meanOfPoints, mergeSeries, type SeriesPoints } from './metric-series.ts'

/** A figure beside the chart; trusted, since a FactSet is Markdown. */
export interface MetricFigure {
  readonly key: FigureKey
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

export type FigureKey = (typeof shownMetrics)[number]['key']

const baselines = ['yesterday', 'last-week'] as const

/** The figures that the chart draws, `before → now`, and what was usual at this hour; for those who cannot see it. */
export const metricFigures = (data: ChartData, say: Translate): readonly MetricFigure[] =>
  shownMetrics.flatMap(({ names, key }) => {
    const finding = findMetric(data.metrics, names)
    if (finding === undefined) return []
    const value = [beforeNowText(data, finding, say), ...baselineTexts(data, finding, say)]
    return value[0] === '' ? [] : [{ key, title: say(messageOf(`card.figure.${key}`)), value: value.join(' · ') }]
  })

/** The same as numbers, by Azure's names of the metrics. */
export interface FigureReading {
  readonly metric: string
  readonly unit: MetricFinding['unit']
  readonly before?: number
  /** Where it is over. */
  readonly during?: number
  readonly now?: number
}

export const figureReadings = (data: ChartData): readonly FigureReading[] =>
  shownMetrics.flatMap(({ names }) => {
    const finding = findMetric(data.metrics, names)
    if (finding === undefined) return []
    const { endedAt: _, ...values } = compareFinding(data, finding)
    return [{ metric: finding.metric, unit: finding.unit, ...values }]
  })

/** One of them as numbers; `undefined` where its metric was not seen. */
export const comparedFigure = (data: ChartData, key: FigureKey): BeforeAndNow | undefined => {
  const names = shownMetrics.find((shown) => shown.key === key)?.names ?? []
  const finding = findMetric(data.metrics, names)
  return finding === undefined ? undefined : compareFinding(data, finding)
}

/** Finely read where it can be; what the minutes near the onset don't show, the look back does. */
const compareFinding = (data: ChartData, finding: MetricFinding): BeforeAndNow => {
  const { since, until, window, startUnseen } = data
  const fine = compareBeforeAndNow(mergeSeries(finding), { since, until, seenAt: window.to })
  const coarse = lookBackPoints(data, finding)
  const before = startUnseen ? undefined : (fine.before ?? calmMean(data, finding, coarse))
  const during = fine.during ?? meanDuring(coarse, since, until)
  return { ...fine, ...(before === undefined ? {} : { before }), ...(during === undefined ? {} : { during }) }
}

const lookBackPoints = ({ metrics }: ChartData, { metric }: MetricFinding): SeriesPoints => {
  const finding = findMetric(metrics, [metric], 'look-back')
  return finding === undefined ? [] : mergeSeries(finding)
}

/** Before the onset; before the window, where no onset is known. */
const calmMean = (data: ChartData, { metric, series }: MetricFinding, coarse: SeriesPoints): number | undefined => {
  const windowBegin = series[0]?.points[0]?.[0] ?? data.window.from
  return meanBefore(coarse, data.since ?? windowBegin) ?? baselineMean(data, metric, 'hours-before')
}

const beforeNowText = (data: ChartData, finding: MetricFinding, say: Translate): string => {
  const { before, during, now, endedAt } = compareFinding(data, finding)
  const said = (value: number | undefined) =>
    value === undefined ? [] : [say.number(roundForDisplay(value, finding.unit), finding.unit)]
  const ended = endedAt === undefined ? [] : [say(messageOf('card.figure.ended', { endedAt }))]
  return [...said(before), ...said(during), ...(now === undefined ? ended : said(now))].join(' → ')
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
