import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, MetricFinding } from '../../incident/finding.ts'
import { roundForDisplay } from '../../views/parts/before-and-now.ts'
import { mergeSeries } from '../../views/parts/metric-series.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import type { AskedPeriod } from './asked-period.ts'
import type { FigureFact } from './figure-facts.ts'

export interface FactWords {
  readonly own: MetricFinding
  readonly rateInMs: number
  readonly period: AskedPeriod
  readonly now: Instant
}

export const factText = ({ figure, value, isRate, at }: FigureFact, words: FactWords, say: Translate): string => {
  const said = valueText({ value, isRate }, words, say)
  if (figure === 'total') return totalText(said, words, say)
  const moment = at === undefined ? {} : { moment: whenText(at, words, say) }
  return say(messageOf(`answer.figures.${figure}`, { value: said, ...moment }))
}

export const valueText = (
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
