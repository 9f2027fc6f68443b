import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import { meanOfPoints, mergeSeries, type SeriesPoints } from '../../views/parts/metric-series.ts'
import { type FactWords, valueText } from './fact-text.ts'
import type { MetricReadings } from './figure-facts.ts'

const maxDays = 8

/** A line a day, newest first; none where the time is no longer than one. */
export const dayLines = (
  { own, highest = own }: MetricReadings,
  { title, words }: { readonly title: string; readonly words: FactWords },
  say: Translate,
): readonly string[] => {
  const isRate = own.aggregation === 'total'
  const [all, peaks] = [mergeSeries(own), mergeSeries(highest)]
  const days = [...new Set(all.map(([at]) => dayText(at, say)))].toReversed().slice(0, maxDays)
  if (days.length < 2) return []
  const shown = (value: number) => valueText({ value, isRate }, words, say)
  const of = (points: SeriesPoints, day: string): SeriesPoints => points.filter(([at]) => dayText(at, say) === day)
  return days.flatMap((day) => {
    const average = meanOfPoints(of(all, day))
    if (average === undefined) return []
    const peak = Math.max(...of(peaks, day).map(([, value]) => value ?? 0))
    const figures = { average: shown(average), peak: shown(peak) }
    return [say(messageOf('answer.figures.day', { metric: title, day, ...figures }))]
  })
}

const dayText = (at: Instant, say: Translate): string => say.dateTime(at).slice(0, -say.time(at).length).trim()
