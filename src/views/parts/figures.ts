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
    const points = beforeAndNow(merged(finding), incident.verdict?.since)
    const { now, before = usual(incident, finding.metric, 'hours-before') } = points
    if (now === undefined) return []
    const value = [...(before === undefined ? [] : [before]), now].map((one) => say.number(rounded(one), finding.unit))
    const compared = baselines.flatMap((baseline) => comparedWith(incident, finding, baseline, say))
    return [{ title: say(phrase(`card.figure.${key}`)), value: [value.join(' → '), ...compared].join(' · ') }]
  })

const comparedWith = (
  incident: Incident,
  { metric, unit }: MetricFinding,
  baseline: (typeof baselines)[number],
  say: Say,
): readonly string[] => {
  const value = usual(incident, metric, baseline)
  if (value === undefined) return []
  return [say(phrase(`card.figure.${baseline}`, { value: say.number(rounded(value), unit) }))]
}

const usual = (incident: Incident, metric: string, baseline: MetricFinding['baseline']): number | undefined => {
  const finding = metricOf(incident, [metric], baseline)
  return finding === undefined ? undefined : mean(merged(finding))
}
