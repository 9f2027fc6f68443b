import type { Instant, MetricFinding, TimeWindow } from '../../incident/finding.ts'
import { mergeSeries, type SeriesPoints } from '../../views/parts/metric-series.ts'
import type { AskedFigure } from './asked-metrics.ts'

export interface FigureFact {
  readonly figure: AskedFigure | 'at'
  readonly value: number
  /** A count, of a minute; a total is of the whole time. */
  readonly isRate: boolean
  /** When, of a peak, the lowest, or the moment that was named. */
  readonly at?: Instant
}

export interface FactsWanted {
  readonly window: TimeWindow
  readonly isUntilNow: boolean
  /** A time of day that was named alone. */
  readonly moment?: Instant | undefined
  /** What was asked for by a word comes first. */
  readonly first: readonly AskedFigure[]
  /** Trouble began within it, and it is asked what is usual: its average says nothing of that. */
  readonly isTroubled?: boolean
}

/** The findings of one metric: its own, and its highest and lowest. */
export interface MetricReadings {
  readonly own: MetricFinding
  readonly highest?: MetricFinding | undefined
  readonly lowest?: MetricFinding | undefined
}

/** Minutes that count as "now"; Azure's figures come up to eight minutes late. */
const nowInMs = 5 * 60_000
const maxDelayInMs = 8 * 60_000
/** Of a coarser grain the last one is no "now" any more. */
const coarsestNowInMs = 15 * 60_000
const maxFacts = 4

/** Now, average, peak and total, as far as the metric has them, what was asked for first. */
export const figureFacts = (readings: MetricReadings, wanted: FactsWanted): readonly FigureFact[] => {
  const isTotal = readings.own.aggregation === 'total'
  const usual: readonly AskedFigure[] = isTotal
    ? wanted.isUntilNow
      ? ['now', 'average', 'peak', 'total']
      : ['total', 'average', 'peak']
    : ['now', 'average', 'peak']
  const order = [...new Set([...wanted.first, ...usual])].filter((one) => one !== 'average' || !wanted.isTroubled)
  const facts = order.flatMap((figure) => factOf(figure, readings, wanted) ?? [])
  return [...momentFact(readings, wanted), ...facts].slice(0, maxFacts)
}

/** None or one: of the grain in which the named moment lies. */
const momentFact = ({ own }: MetricReadings, { moment }: FactsWanted): readonly FigureFact[] => {
  const isRate = own.aggregation === 'total'
  const found =
    moment === undefined ? undefined : valuesIn(mergeSeries(own)).find(([at]) => at + own.grainInMs > moment)
  return found === undefined || moment === undefined || found[0] > moment
    ? []
    : [{ figure: 'at', value: found[1], isRate, at: found[0] }]
}

const factOf = (figure: AskedFigure, readings: MetricReadings, wanted: FactsWanted): FigureFact | undefined => {
  const { own } = readings
  const isRate = own.aggregation === 'total'
  const points = valuesIn(mergeSeries(own))
  const rate = (value: number | undefined): FigureFact | undefined =>
    value === undefined ? undefined : { figure, value, isRate }
  switch (figure) {
    case 'now':
      return rate(nowOf(points, own.grainInMs, wanted))
    case 'average':
      return rate(isRate ? totalOf(own) / minutesOf(points, own, wanted) : mean(points))
    case 'peak':
      return extreme(figure, { points: valuesIn(mergeSeries(readings.highest ?? own)), isRate }, Math.max)
    case 'lowest':
      return extreme(figure, { points: valuesIn(mergeSeries(readings.lowest ?? own)), isRate }, Math.min)
    case 'total':
      return isRate ? { figure, value: totalOf(own), isRate: false } : undefined
    default:
      return figure satisfies never
  }
}

type Values = readonly (readonly [Instant, number])[]

const valuesIn = (points: SeriesPoints): Values =>
  points.flatMap(([at, value]) => (value === null ? [] : [[at, value] as const]))

const mean = (points: Values): number | undefined =>
  points.length === 0 ? undefined : points.reduce((sum, [, value]) => sum + value, 0) / points.length

/** Of all series, of the whole time. */
export const totalOf = ({ series }: MetricFinding): number =>
  series.reduce((sum, { points }) => sum + points.reduce((all, [, value]) => all + (value ?? 0), 0), 0)

/** From the first value on, since an app may be younger than what was asked for. */
const minutesOf = (points: Values, { grainInMs }: MetricFinding, { window }: FactsWanted): number => {
  const begin = Math.max(window.from, points[0]?.[0] ?? window.from)
  const end = Math.min(window.to, (points.at(-1)?.[0] ?? window.to) + grainInMs)
  return Math.max(1, (end - begin) / 60_000)
}

const nowOf = (points: Values, grainInMs: number, { window, isUntilNow }: FactsWanted): number | undefined => {
  const last = points.at(-1)?.[0]
  if (!isUntilNow || last === undefined || grainInMs > coarsestNowInMs) return undefined
  if (last + grainInMs < window.to - maxDelayInMs) return undefined
  // The grain that is still filling says too little of a count.
  const whole = points.filter(([at]) => at + grainInMs <= window.to)
  return mean((whole.length > 0 ? whole : points).slice(-Math.max(1, Math.round(nowInMs / grainInMs))))
}

const extreme = (
  figure: AskedFigure,
  { points, isRate }: { readonly points: Values; readonly isRate: boolean },
  pick: (...values: readonly number[]) => number,
): FigureFact | undefined => {
  const value = points.reduce<number | undefined>(
    (best, [, one]) => (best === undefined ? one : pick(best, one)),
    undefined,
  )
  const at = points.find(([, one]) => one === value)?.[0]
  return value === undefined || at === undefined ? undefined : { figure, value, isRate, at }
}
