import { AzureError } from '../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { MetricFinding } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { appDisplayName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { type AskedFigures, askedFigures, isMetricName, namesMetric, namesSplit } from './figures/asked-metrics.ts'
import { type AskedPeriod, keptDays, namesPeriod } from './figures/asked-period.ts'
import { daysBefore } from './figures/compared-days.ts'
import { askedEvent, type SeenEvent } from './figures/event-line.ts'
import { figureLines, readingsOf } from './figures/figure-lines.ts'
import { chartOf } from './figures/figures-chart.ts'
import { followedPeriod } from './figures/followed-period.ts'
import type { ComparedFigures, ReadFigures } from './figures/read-figures.ts'
import { seenBaselines, seenFigures } from './figures/seen-figures.ts'
import { asksForUsual } from './figures/usual-line.ts'
import { terms } from './meaning/terms.ts'
import { askedPlace } from './reading/asked-instance.ts'
import { asksOfTrouble, troubleWindowOf } from './reading/asked-trouble.ts'
import type { Answer, AnswerSources, MetricsAsked } from './types.ts'

/** Any metric of an app and its plan over any time, in figures and as a picture. */
export const figuresAnswer: Answer = {
  id: 'figures',
  nearestIntent: 'ask_status',
  readsPeriod: true,
  about: 'app',
  isNoApp: isMetricName,
  answer: async ({ app, incident, parsed, text, now }, sources) => {
    const names = [app.name, ...parsed.apps]
    const { followsUp = text } = parsed
    const asked = withSplit(askedFigures(namesMetric(text, names) ? text : followsUp, names), text)
    const nameless = withoutNames(namesPeriod(text) ? text : followsUp, names)
    const event = askedEvent(nameless, incident, sources.steps)
    const named = followedPeriod({
      text: withoutNames(text, names),
      followsUp: parsed.followsUp === undefined ? undefined : withoutNames(followsUp, names),
      now,
      timeZone: sources.timeZone,
    })
    const period = ofEvent(ofTrouble(named, { text: nameless, incident, now }), { event, now })
    const read = await readAsked(app, { asked, period }, incident, sources)
    return (say) => {
      const title = messageOf('answer.figures.title', { app: appDisplayName(app), span: spanOf(period, now, say) })
      if ('why' in read) return { title, lines: [say(messageOf('answer.figures.failed', { why: say(read.why) }))] }
      const { findings, compared, instead } = read
      const since = troubleWindowOf(incident, now)?.from
      const isUsualAsked = asksForUsual(nameless)
      const figures: ReadFigures = { app, asked, period, findings, compared, since, event, now, isUsualAsked }
      return {
        title,
        lines: [
          ...figureLines(figures, say),
          ...insteadLines(instead, say),
          ...noteLines(figures, say),
          ...(ofMeaning.test(nameless) ? meaningLines(asked, say) : []),
        ],
        ...(instead === undefined ? {} : { asOf: incident === undefined ? undefined : lookTimeOf(incident) }),
        chart: chartOf(figures, incident, say),
        ...nextOf(figures, say),
      }
    }
  },
}

const ofMeaning =
  /\b(?:what (?:does|is|do)\b.*\b(?:mean|do|count|measur\w*|stand for|metric|figure)|explain|wat (?:doet|betekent|meet|telt|zegt|houdt|is)\b.*\b(?:metric|meting|cijfer|in|precies|voor)|leg\b.*\buit|waar staat\b.*\bvoor)\b/i

/** What the metrics are, of those that have words for it. */
const meaningLines = ({ metrics }: AskedFigures, say: Translate): readonly string[] =>
  metrics
    .flatMap(({ name, of }) => terms.find(({ metric }) => metric?.name === name && metric.of === of) ?? [])
    .slice(0, 2)
    .map(({ id }) => say(messageOf(`answer.meaning.${id}`)))

/** "Compare the outage with yesterday": where no time is named, the trouble is one. */
const ofTrouble = (
  period: AskedPeriod,
  { text, incident, now }: { readonly text: string; readonly incident: Incident | undefined; readonly now: number },
): AskedPeriod => {
  const window = period.isUsual && asksOfTrouble(text) ? troubleWindowOf(incident, now) : undefined
  if (window === undefined || window.to - window.from < leastInMs) return period
  return { ...period, window, isUntilNow: now - window.to < leastInMs }
}

const leastInMs = 5 * 60_000

/** "Per instance please", after a figure. */
const withSplit = (asked: AskedFigures, text: string): AskedFigures =>
  namesSplit(text) ? { ...asked, isPerInstance: true } : { ...asked, place: asked.place ?? askedPlace(text) }

/** As much before it as is needed to hold what came after against it. */
const ofEvent = (
  period: AskedPeriod,
  { event, now }: { readonly event: SeenEvent | undefined; readonly now: number },
): AskedPeriod =>
  event === undefined || period.compared !== undefined || period.window.to < event.at
    ? period
    : { window: { from: Math.min(event.at - beforeEventInMs, now - beforeEventInMs), to: now }, isUntilNow: true }

const beforeEventInMs = 30 * 60_000

/** An app's name may hold a number or a word for a time. */
const withoutNames = (text: string, names: readonly string[]): string =>
  names.reduce((rest, name) => rest.split(name).join(' '), text)

interface Asked {
  readonly asked: AskedFigures
  readonly period: AskedPeriod
}

interface Read {
  readonly findings: readonly MetricFinding[]
  readonly compared: readonly ComparedFigures[]
  /** Why it is what the look has, not what Azure has now. */
  readonly instead?: TranslatableMessage
}

/** From Azure; where that gives nothing now, what the incident's look has of the time. */
const readAsked = async (
  app: AppRef,
  { asked, period }: Asked,
  incident: Incident | undefined,
  sources: AnswerSources,
): Promise<Read | { readonly why: TranslatableMessage }> => {
  const read = { ...{ window: period.window, metrics: metricsToRead(asked) }, isPerInstance: isSplit(asked) }
  try {
    const findings = await sources.readMetrics(app, read)
    return { findings, compared: await readCompared(app, { asked, period }, incident, sources) }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const findings = seenFigures(incident, period.window)
    const isSeen = asked.metrics.some((metric) => readingsOf(metric, findings) !== undefined)
    const compared = (period.compared ?? []).map((day) => ({ day, findings: seenBaselines(incident, day) }))
    return isSeen ? { findings, compared, instead: error.phrase } : { why: error.phrase }
  }
}

const isSplit = ({ isPerInstance, named, place }: AskedFigures): boolean =>
  isPerInstance || named.length > 0 || place !== undefined

const metricsToRead = (asked: AskedFigures): MetricsAsked['metrics'] => {
  const metrics = asked.metrics.flatMap(({ name, of, aggregation }): MetricsAsked['metrics'] => {
    if (aggregation === 'total') return [{ name, of }]
    const lowest = asked.figures.includes('lowest') ? [{ name, of, aggregation: 'minimum' } as const] : []
    return [{ name, of }, { name, of, aggregation: 'maximum' }, ...lowest]
  })
  const forShare = asked.share === undefined ? [] : ['Http5xx', 'Requests'].map((name) => ({ name }))
  return [...metrics, ...forShare.filter(({ name }) => !asked.metrics.some((metric) => metric.name === name))]
}

const dayInMs = 86_400_000

/** The same hours a day or a week before: what the look has read of them, else from Azure. */
const readCompared = (
  app: AppRef,
  { asked, period: { window, compared = [], isUntilNow, isUsual } }: Asked,
  incident: Incident | undefined,
  sources: AnswerSources,
): Promise<readonly ComparedFigures[]> =>
  Promise.all(
    compared.map(async (day) => {
      // The look's baseline is of its own window, which is about the last hour.
      const seen = isUntilNow && isUsual ? seenBaselines(incident, day) : []
      const isWhole = asked.metrics.every(({ name, of }) =>
        seen.some((finding) => finding.metric === name && finding.of === of),
      )
      if (isWhole) return { day, findings: seen }
      const agoInMs = daysBefore(day) * dayInMs
      const then = { from: window.from - agoInMs, to: window.to - agoInMs }
      const metrics = asked.metrics.map(({ name, of }) => ({ name, of }))
      return { day, findings: await sources.readMetrics(app, { window: then, metrics }) }
    }),
  )

/** `14:40–15:40 UTC`, with the dates where they are not today's. */
const spanOf = ({ window: { from, to } }: AskedPeriod, now: number, say: Translate): string => {
  const begin = momentText(from, now, say)
  const isDated = begin === say.dateTime(from)
  const dayOf = (at: number) => say.dateTime(at).slice(0, -say.time(at).length)
  const end = isDated && dayOf(from) !== dayOf(to) ? say.dateTime(to) : say.time(to)
  const zone = say.time(to).replace(/^\S+/, '')
  return `${begin.endsWith(zone) ? begin.slice(0, -zone.length) : begin}–${end}`
}

const insteadLines = (why: TranslatableMessage | undefined, say: Translate): readonly string[] =>
  why === undefined ? [] : [say(messageOf('answer.figures.instead', { why: say(why) }))]

/** What has to be known to read the figures right. */
const noteLines = ({ asked, period, findings }: ReadFigures, say: Translate): readonly string[] => {
  const [only] = asked.metrics
  const isShared = asked.sharedCode !== undefined && asked.metrics.length === 1 && only !== undefined
  return [
    ...(asked.isPercentile ? [say(messageOf('answer.figures.percentile'))] : []),
    ...(isShared ? [say(messageOf('answer.figures.shared-code', { code: asked.sharedCode ?? '' }))] : []),
    ...(isUncounted(period, findings)
      ? [say(messageOf('answer.figures.uncounted', { at: say.time(period.moment ?? 0) }))]
      : []),
    ...(period.isCut ? [say(messageOf('answer.figures.cut', { days: keptDays }))] : []),
  ]
}

/** Azure's figures come some minutes late. */
const isUncounted = ({ moment }: AskedPeriod, findings: readonly MetricFinding[]): boolean =>
  moment !== undefined &&
  findings.length > 0 &&
  findings.every(({ series, grainInMs }) =>
    series.every(({ points }) => points.every(([at, value]) => value === null || at + grainInMs <= moment)),
  )

const nextOf = ({ period: { other } }: ReadFigures, say: Translate): { readonly next?: TranslatableMessage } => {
  if (other === undefined) return {}
  const times = { from: clockOf(other.from, say), to: clockOf(other.to, say) }
  return { next: messageOf('answer.figures.other', times) }
}

const clockOf = (at: number, say: Translate): string => say.time(at).replace(/ .*$/, '')
