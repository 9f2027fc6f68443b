import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { meanOfPoints, mergeSeries } from '../../views/parts/metric-series.ts'
import { daysBefore, isSeenDay } from './compared-days.ts'
import { type FactWords, valueText } from './fact-text.ts'
import { totalOf } from './figure-facts.ts'
import type { ReadFigures } from './read-figures.ts'

const dayInMs = 86_400_000
/** Ours: less than this is how two days differ. */
const leastChange = 0.005

/** The average of the same hours on each day that is compared with; of a count that was asked for in all, its sum. */
export const comparedText = (words: FactWords, read: ReadFigures, say: Translate): readonly string[] => {
  const { compared = [], period } = read
  const { window, isUntilNow } = period
  return compared.flatMap(({ day, findings }) => {
    const { own } = words
    const before = findings.find(({ metric, of }) => metric === own.metric && of === own.of)
    if (before === undefined) return []
    const isRate = own.aggregation === 'total'
    const isSum = isRate && isSumAsked(read)
    const value = isSum ? totalOf(before) : meanOfPoints(mergeSeries(before))
    if (value === undefined) return []
    const shown = valueText({ value, isRate: isRate && !isSum }, words, say)
    const now = isSum ? totalOf(own) : meanOfPoints(mergeSeries(own))
    const said = isSeenDay(day)
      ? say(messageOf(`answer.figures.compared.${day}`, { value: shown }))
      : say(
          messageOf('answer.figures.compared.day', {
            value: shown,
            day: say.dateTime(window.from - daysBefore(day) * dayInMs),
          }),
        )
    return [said, ...((isUntilNow && !isSum) || now === undefined ? [] : differenceText(now, value, say))]
  })
}

/** "How many between two and three, and a week before": the sums are held against each other. */
export const isSumAsked = ({ asked, period }: ReadFigures): boolean =>
  period.isUsual !== true && asked.figures[0] === 'total' && !asked.isRate

/** None or one: how much more or less it is than on that day. */
const differenceText = (now: number, before: number, say: Translate): readonly string[] => {
  if (before <= 0) return []
  const change = (now - before) / before
  const is = Math.abs(change) < leastChange ? 'same' : change > 0 ? 'more' : 'less'
  const share = say.number(Math.round(1000 * Math.abs(change)) / 10, 'percent')
  return [say(messageOf('answer.figures.difference', { is, share }))]
}
