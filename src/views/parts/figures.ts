import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { mean, merged, metricOf, type Points } from './series.ts'

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

/** Minutes that count as "now": one alone may be noise. */
const latest = 5

/** The figures that the chart draws, `before → now`, for those who cannot see it. */
export const figures = (incident: Incident, say: Say): readonly Figure[] =>
  shown.flatMap(({ names, key }) => {
    const finding = metricOf(incident, names)
    if (finding === undefined) return []
    const { before, now } = beforeAndNow(merged(finding), incident.verdict?.since)
    if (now === undefined) return []
    const value = [...(before === undefined ? [] : [before]), now].map((one) => say.number(rounded(one), finding.unit))
    return [{ title: say(phrase(`card.figure.${key}`)), value: value.join(' → ') }]
  })

const beforeAndNow = (points: Points, since: number | undefined): { before?: number; now?: number } => {
  const known = points.filter(([, value]) => value !== null)
  const before = since === undefined ? undefined : mean(known.filter(([at]) => at < since))
  const now = mean(known.slice(-latest))
  return { ...(before === undefined ? {} : { before }), ...(now === undefined ? {} : { now }) }
}

const rounded = (value: number): number => (value >= 10 ? Math.round(value) : Math.round(value * 100) / 100)
