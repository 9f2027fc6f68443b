import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { compareBeforeAndNow, roundForDisplay } from './before-and-now.ts'
import { incidentMetric, meanOfPoints, mergeSeries } from './incident-metric.ts'

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
export const metricFigures = (incident: Incident, say: Translate): readonly MetricFigure[] =>
  shownMetrics.flatMap(({ names, key }) => {
    const finding = incidentMetric(incident, names)
    if (finding === undefined) return []
    const value = [beforeNowText(incident, finding, say), ...baselineTexts(incident, finding, say)]
    return value[0] === '' ? [] : [{ title: say(messageOf(`card.figure.${key}`)), value: value.join(' · ') }]
  })

const beforeNowText = (incident: Incident, finding: MetricFinding, say: Translate): string => {
  const until = incident.observation?.window.to ?? 0
  const points = compareBeforeAndNow(mergeSeries(finding), incident.verdict?.since, until)
  const { now, endedAt, before = baselineMean(incident, finding.metric, 'hours-before') } = points
  const said = (value: number) => say.number(roundForDisplay(value, finding.unit), finding.unit)
  const ended = endedAt === undefined ? [] : [say(messageOf('card.figure.ended', { endedAt }))]
  return [...(before === undefined ? [] : [said(before)]), ...(now === undefined ? ended : [said(now)])].join(' → ')
}

const baselineTexts = (incident: Incident, { metric, unit }: MetricFinding, say: Translate): readonly string[] => {
  const said = baselines.map((baseline) => {
    const value = baselineMean(incident, metric, baseline)
    return value === undefined ? undefined : say.number(roundForDisplay(value, unit), unit)
  })
  const [value] = said
  if (value !== undefined && said.every((one) => one === value)) return [say(messageOf('card.figure.both', { value }))]
  return baselines.flatMap((baseline, index) => {
    const one = said[index]
    return one === undefined ? [] : [say(messageOf(`card.figure.${baseline}`, { value: one }))]
  })
}

const baselineMean = (incident: Incident, metric: string, baseline: MetricFinding['baseline']): number | undefined => {
  const finding = incidentMetric(incident, [metric], baseline)
  return finding === undefined ? undefined : meanOfPoints(mergeSeries(finding))
}
