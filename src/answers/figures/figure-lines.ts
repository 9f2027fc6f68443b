import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import { comparedText, isSumAsked } from './compared-text.ts'
import { dayLines } from './day-lines.ts'
import { eventLine } from './event-line.ts'
import { type FactWords, factText, valueText } from './fact-text.ts'
import { type FactsWanted, figureFacts, type MetricReadings } from './figure-facts.ts'
import type { KnownMetric } from './metric-table.ts'
import type { ReadFigures } from './read-figures.ts'
import { shareLines } from './share-lines.ts'
import { courseLine, trendLine } from './trend-line.ts'
import { usualLine } from './usual-line.ts'

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
  if ((asked.isPerInstance || asked.named.length > 0 || asked.place !== undefined) && instances.length > 0)
    return instanceLines({ readings, title }, read, say)
  const words: FactWords = { own: readings.own, rateInMs: asked.rateInMs, period: read.period, now: read.now }
  const days = asked.isPerDay ? dayLines(readings, { title, words }, say) : []
  if (days.length > 0) return days
  const [apart] = asked.named
  const event = read.event === undefined ? [] : eventLine(readings.own, { title, words, event: read.event }, say)
  return [
    ...event,
    ...(asked.isTrend && event.length === 0
      ? [...trendLine(readings.own, { title, since: read.since, now: read.now }, say), ...courseLine(title, words, say)]
      : []),
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
  const placed = names.toSorted()[(read.asked.place ?? 0) - 1]
  const wanted = names.filter((name) => named.includes(name.toLowerCase()) || name === placed)
  return (wanted.length > 0 ? wanted : names).slice(0, maxInstances).flatMap((name) => {
    const own = { ...readings.own, series: readings.own.series.filter(({ instance }) => instance === name) }
    const facts = factsText(
      { own, highest: only(readings.highest, name), lowest: only(readings.lowest, name) },
      read,
      say,
    )
    // One that has just begun has no figures yet.
    return facts === '' ? [] : [say(messageOf('answer.figures.line', { metric: `${title}, ${name}`, facts }))]
  })
}

const factsText = (readings: MetricReadings, read: ReadFigures, say: Translate): string => {
  const { asked, period, now } = read
  // "How many requests per minute" asks for no total.
  const said = asked.figures.filter((figure) => figure !== 'total' || !asked.isRate)
  // What is held against another day's average is the average.
  const held = said.includes('now') || isTroubled(read) ? 'now' : 'average'
  const first = period.compared === undefined || isSumAsked(read) ? said : ([held, ...said] as const)
  const wanted: FactsWanted = {
    window: period.window,
    isUntilNow: period.isUntilNow,
    moment: period.moment,
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
