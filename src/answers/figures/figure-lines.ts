import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant, MetricFinding } from '../../incident/finding.ts'
import { roundForDisplay } from '../../views/parts/before-and-now.ts'
import { meanOfPoints, mergeSeries } from '../../views/parts/metric-series.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import type { AskedFigures } from './asked-metrics.ts'
import type { AskedPeriod } from './asked-period.ts'
import type { ComparedWith } from './compared-days.ts'
import { type FactsWanted, type FigureFact, figureFacts, type MetricReadings } from './figure-facts.ts'
import type { KnownMetric } from './metric-table.ts'
import { shareLines } from './share-lines.ts'
import { trendLine } from './trend-line.ts'
import { usualLine } from './usual-line.ts'

export interface ReadFigures {
  readonly app: AppRef
  readonly asked: AskedFigures
  readonly period: AskedPeriod
  readonly findings: readonly MetricFinding[]
  /** Of the same hours on the days that it is compared with. */
  readonly compared?: readonly ComparedFigures[]
  readonly since?: Instant | undefined
  readonly now: Instant
  /** It is held against what is usual, or was before. */
  readonly isUsualAsked?: boolean
}

export interface ComparedFigures {
  readonly day: ComparedWith
  readonly findings: readonly MetricFinding[]
}

const maxInstances = 6

/** A line a metric, its figures first; how much of it failed before all, where that was asked. */
export const figureLines = (read: ReadFigures, say: Translate): readonly string[] => [
  ...shareLines(read.asked.share, read.findings, say),
  ...read.asked.metrics.flatMap((metric) => metricLines(metric, read, say)),
]

export const metricTitle = ({ name, of }: Pick<KnownMetric, 'name' | 'of'>, say: Translate): string =>
  say(messageOf(`answer.figures.metric.${of === 'plan' && name.startsWith('Bytes') ? `Plan${name}` : name}`))

export const readingsOf = (
  { name, of }: KnownMetric,
  findings: readonly MetricFinding[],
): MetricReadings | undefined => {
  const find = (metric: string) => findings.find((finding) => finding.metric === metric && finding.of === of)
  const own = find(name)
  return own === undefined ? undefined : { own, highest: find(`${name}.maximum`), lowest: find(`${name}.minimum`) }
}

const metricLines = (metric: KnownMetric, read: ReadFigures, say: Translate): readonly string[] => {
  const { app, asked, findings } = read
  const title = metricTitle(metric, say)
  const readings = readingsOf(metric, findings)
  if (readings === undefined) return [missingLine(metric, { app, title }, say)]
  const instances = readings.own.series.filter(({ instance }) => instance !== undefined)
  if ((asked.isPerInstance || asked.named.length > 0) && instances.length > 0)
    return instanceLines({ readings, title }, read, say)
  const [apart] = asked.named
  return [
    ...(asked.isTrend ? trendLine(readings.own, { title, since: read.since, now: read.now }, say) : []),
    ...usualLines(readings.own, title, read, say),
    say(messageOf('answer.figures.line', { metric: title, facts: factsText(readings, read, say) })),
    ...(apart === undefined ? [] : [say(messageOf('answer.figures.not-split', { instance: apart }))]),
  ]
}

const usualLines = (own: MetricFinding, title: string, read: ReadFigures, say: Translate): readonly string[] => {
  const { asked, period, compared = [], since, now } = read
  if (!read.isUsualAsked || !period.isUntilNow) return []
  const words: FactWords = { own, rateInMs: asked.rateInMs, period, now }
  const shown = (value: number) => valueText({ value, isRate: own.aggregation === 'total' }, words, say)
  return usualLine(own, { title, since, now, compared, valueText: shown }, say)
}

/** Why there is none: it is of another kind of app, or nothing was measured. */
const missingLine = (
  { name, windowsOnly }: KnownMetric,
  { app, title }: { readonly app: AppRef; readonly title: string },
  say: Translate,
): string => {
  const why =
    windowsOnly && app.os === 'linux' ? 'windows-only' : name === 'HealthCheckStatus' ? 'no-health-check' : 'none'
  return say(messageOf(`answer.figures.${why}`, { metric: title }))
}

const instanceLines = (
  { readings, title }: { readonly readings: MetricReadings; readonly title: string },
  read: ReadFigures,
  say: Translate,
): readonly string[] => {
  const names = [...new Set(readings.own.series.map(({ instance = '' }) => instance))]
  const only = (finding: MetricFinding | undefined, name: string): MetricFinding | undefined =>
    finding === undefined
      ? undefined
      : { ...finding, series: finding.series.filter(({ instance }) => instance === name) }
  const named = read.asked.named.map((name) => name.toLowerCase())
  const wanted = names.filter((name) => named.includes(name.toLowerCase()))
  return (wanted.length > 0 ? wanted : names).slice(0, maxInstances).map((name) => {
    const own = { ...readings.own, series: readings.own.series.filter(({ instance }) => instance === name) }
    const facts = factsText(
      { own, highest: only(readings.highest, name), lowest: only(readings.lowest, name) },
      read,
      say,
    )
    return say(messageOf('answer.figures.line', { metric: `${title}, ${name}`, facts }))
  })
}

const factsText = (readings: MetricReadings, read: ReadFigures, say: Translate): string => {
  const { asked, period, now } = read
  // "How many requests per minute" asks for no total.
  const said = asked.figures.filter((figure) => figure !== 'total' || !asked.isRate)
  // What is held against another day's average is the average.
  const held = said.includes('now') || isTroubled(read) ? 'now' : 'average'
  const first = period.compared === undefined ? said : ([held, ...said] as const)
  const wanted: FactsWanted = {
    window: period.window,
    isUntilNow: period.isUntilNow,
    first,
    isTroubled: isTroubled(read),
  }
  const words: FactWords = { own: readings.own, rateInMs: asked.rateInMs, period, now }
  const facts = figureFacts(readings, wanted).map((fact) => factText(fact, words, say))
  const other = comparedText(words, read, say)
  // "What was it this time last week" asks for that before now; "now against yesterday" for now first.
  const isNowFirst = asked.figures.length > 0 || (period.compared ?? []).includes('yesterday')
  return (isNowFirst ? [...facts.slice(0, 1), ...other, ...facts.slice(1)] : [...other, ...facts]).join(' · ')
}

/** An average over calm and trouble is neither what is usual nor how it is. */
const isTroubled = ({ isUsualAsked, since, period: { window } }: ReadFigures): boolean =>
  isUsualAsked === true && since !== undefined && since > window.from && since < window.to

/** The average of the same hours on each day that is compared with. */
const comparedText = (words: FactWords, { compared = [] }: ReadFigures, say: Translate): readonly string[] =>
  compared.flatMap(({ day, findings }) => {
    const { own } = words
    const before = findings.find(({ metric, of }) => metric === own.metric && of === own.of)
    if (before === undefined) return []
    const isRate = own.aggregation === 'total'
    const value = meanOfPoints(mergeSeries(before))
    if (value === undefined) return []
    return [say(messageOf(`answer.figures.compared.${day}`, { value: valueText({ value, isRate }, words, say) }))]
  })

interface FactWords {
  readonly own: MetricFinding
  readonly rateInMs: number
  readonly period: AskedPeriod
  readonly now: Instant
}

const factText = ({ figure, value, isRate, at }: FigureFact, words: FactWords, say: Translate): string => {
  const said = valueText({ value, isRate }, words, say)
  if (figure === 'total') return totalText(said, words, say)
  const moment = at === undefined ? {} : { moment: whenText(at, words, say) }
  return say(messageOf(`answer.figures.${figure}`, { value: said, ...moment }))
}

const valueText = (
  { value, isRate }: Pick<FigureFact, 'value' | 'isRate'>,
  { own: { unit }, rateInMs }: FactWords,
  say: Translate,
): string => {
  const shown = isRate ? (value * rateInMs) / 60_000 : value
  const number = say.number(roundForDisplay(shown, unit), unit)
  return isRate ? say(messageOf(`answer.figures.rate.${rateInMs}`, { value: number })) : number
}

/** Azure's figures come late: until when they are counted is said where that is not yet now. */
const totalText = (value: string, { own, period: { window, isUntilNow } }: FactWords, say: Translate): string => {
  const last = mergeSeries(own).findLast(([, counted]) => counted !== null)?.[0]
  const until = last === undefined ? window.to : last + own.grainInMs
  return isUntilNow && until < window.to
    ? say(messageOf('answer.figures.total.until', { value, untilAt: until }))
    : say(messageOf('answer.figures.total', { value }))
}

const datedFromInMs = 20 * 3_600_000
const minutesInMs = 5 * 60_000

/** With its date where the time is longer than a day; of a coarse grain it is only known within which stretch. */
const whenText = (at: Instant, { own: { grainInMs }, period, now }: FactWords, say: Translate): string => {
  const isDated = period.window.to - period.window.from > datedFromInMs
  const moment = isDated ? say.dateTime(at) : momentText(at, now, say)
  if (grainInMs <= minutesInMs) return moment
  return say(messageOf('answer.figures.within', { length: say.duration(grainInMs), moment }))
}
