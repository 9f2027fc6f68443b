import type { MetricFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { beforeAndNow, rounded } from './before-now.ts'
import { mean, merged, metricOf } from './series.ts'

/** A figure beside the chart; trusted, since a FactSet is Markdown. */
export interface Figure {
  readonly title: string
  readonly value: string
}

const shown = [
  { names: ['Http5xx'], key: 'errors' },
  { names: ['Requests'], key: 'requests' },
  { names: ['HttpResponseTime', 'AverageResponseTime'], key: 'response-time' },
  { names: ['CpuPercentage'], key: 'cpu' },
  { names: ['MemoryPercentage'], key: 'memory' },
] as const

const baselines = ['yesterday', 'last-week'] as const

/** The figures that the chart draws, `before → now`, and what was usual at this hour; for those who cannot see it. */
export const figures = (incident: Incident, say: Say): readonly Figure[] =>
  shown.flatMap(({ names, key }) => {
    const finding = metricOf(incident, names)
    if (finding === undefined) return []
    const value = [beforeNowText(incident, finding, say), ...compared(incident, finding, say)]
    return value[0] === '' ? [] : [{ title: say(phrase(`card.figure.${key}`)), value: value.join(' · ') }]
  })

const beforeNowText = (incident: Incident, finding: MetricFinding, say: Say): string => {
  const until = incident.observation?.window.to ?? 0
  const points = beforeAndNow(merged(finding), incident.verdict?.since, until)
  const { now, endedAt, before = usual(incident, finding.metric, 'hours-before') } = points
  const said = (value: number) => say.number(rounded(value, finding.unit), finding.unit)
  const ended = endedAt === undefined ? [] : [say(phrase('card.figure.ended', { endedAt }))]
  return [...(before === undefined ? [] : [said(before)]), ...(now === undefined ? ended : [said(now)])].join(' → ')
}

const compared = (incident: Incident, { metric, unit }: MetricFinding, say: Say): readonly string[] => {
  const said = baselines.map((baseline) => {
    const value = usual(incident, metric, baseline)
    return value === undefined ? undefined : say.number(rounded(value, unit), unit)
  })
  const [value] = said
  if (value !== undefined && said.every((one) => one === value)) return [say(phrase('card.figure.both', { value }))]
  return baselines.flatMap((baseline, index) => {
    const one = said[index]
    return one === undefined ? [] : [say(phrase(`card.figure.${baseline}`, { value: one }))]
  })
}

const usual = (incident: Incident, metric: string, baseline: MetricFinding['baseline']): number | undefined => {
  const finding = metricOf(incident, [metric], baseline)
  return finding === undefined ? undefined : mean(merged(finding))
}
