import { type MetricStat, type MinuteReader, meanlessStat } from './minute-series.ts'
import { counted, followsRequests, noiseOf, partsOf, spreadOf } from './past-noise.ts'
import { sampledEveryInMs } from './past-samples.ts'
import { drawFraction, drawNormal, seedOfSeries } from './seeded-random.ts'
import { dayInMs, floorTo, minuteInMs } from './simulated-time.ts'

/** Where a metric of the far past comes from. */
export interface PastSeries {
  readonly seed: number
  readonly metric: string
  /** What its noise is drawn for: the resource and machine. */
  readonly about: string
  /** The past begins at a midnight; `to` is no longer in it. */
  readonly from: number
  readonly to: number
  /** Samples of a metric: sum and count of a minute, every two hours of the day that begins then. */
  samplesOf(metric: string, midnight: number): Float64Array | undefined
  /** How much busier the minute was than the day's rhythm has it: shared by all that follows from requests. */
  gustAt(minute: number): number
}

export interface PastMinutes extends MinuteReader {
  /** Adds a quarter of an hour, without the minutes that nobody has; it has to lie in the past as a whole. */
  addQuarter(total: MetricStat, start: number, isPublished: (minute: number) => boolean): void
}

export const quarterInMs = 15 * minuteInMs
const minutesAQuarter = 15

/** The minutes between two samples: in between in size, with chance put back. Kept by the quarter of an hour. */
export function createPastMinutes(series: PastSeries): PastMinutes {
  const { metric, from, to } = series
  const own = metric in partsOf ? [] : [pastValuesOf(series, metric)]
  const values = [...own, ...(partsOf[metric] ?? []).map((part) => pastValuesOf(series, part))]
  const [sums, counts] = [new Float64Array(minutesAQuarter), new Float64Array(minutesAQuarter)]
  const quarters = new Map<number, MetricStat>()
  let filled = Number.NaN
  const fill = (start: number): void => {
    if (start === filled) return
    filled = start
    sums.fill(0)
    for (const add of values) add(start, sums)
    fillCounts(series, start, counts)
  }
  const addMinute = (total: MetricStat, index: number): boolean => {
    const count = counts[index] as number
    if (count <= 0) return false
    addSpread(total, { sum: sums[index] as number, count, spread: spreadOf(metric) })
    return true
  }
  return {
    addTo(total, minute) {
      if (minute < from || minute >= to) return false
      const start = floorTo(minute, quarterInMs)
      fill(start)
      return addMinute(total, (minute - start) / minuteInMs)
    },
    addQuarter(total, start, isPublished) {
      const known = quarters.get(start)
      const quarter = known ?? meanlessStat()
      if (known === undefined) {
        fill(start)
        for (let index = 0; index < minutesAQuarter; index += 1) {
          if (isPublished(start + index * minuteInMs)) addMinute(quarter, index)
        }
        quarters.set(start, quarter)
      }
      total.sum += quarter.sum
      total.count += quarter.count
      total.minimum = Math.min(total.minimum, quarter.minimum)
      total.maximum = Math.max(total.maximum, quarter.maximum)
    },
  }
}

function addSpread(total: MetricStat, { sum, count, spread }: { sum: number; count: number; spread: number }): void {
  const mean = sum / count
  total.sum += sum
  total.count += count
  total.minimum = Math.min(total.minimum, mean * (1 - spread))
  total.maximum = Math.max(total.maximum, mean * (1 + spread))
}

function fillCounts(series: PastSeries, start: number, counts: Float64Array): void {
  const between = samplesAround(series, series.metric, start)
  for (let index = 0; index < minutesAQuarter; index += 1) {
    counts[index] = between === undefined ? 0 : at(between, 1, index)
  }
}

/** Adds a quarter's minutes of one metric to `sums`. */
function pastValuesOf(series: PastSeries, metric: string): (start: number, sums: Float64Array) => void {
  const noiseSeed = seedOfSeries(series.seed, 'past', series.about, metric)
  const noise = noiseOf[metric] ?? 0
  const [isCounted, isGusty] = [counted.has(metric), followsRequests.has(metric)]
  return (start, sums) => {
    const between = samplesAround(series, metric, start)
    if (between === undefined) return
    for (let index = 0; index < minutesAQuarter; index += 1) {
      const minute = start + index * minuteInMs
      const usual = at(between, 0, index) * (isGusty ? series.gustAt(minute) : 1)
      const drawn = minute / minuteInMs
      const value = isCounted
        ? Math.floor(usual + drawFraction(noiseSeed, drawn))
        : usual * (1 + noise * drawNormal(noiseSeed, drawn))
      sums[index] = (sums[index] as number) + value
    }
  }
}

/** The samples before and after a quarter, and how far it has got from one to the other. */
interface Samples {
  readonly before: readonly [number, number]
  readonly after: readonly [number, number]
  readonly share: number
}

function samplesAround({ samplesOf }: PastSeries, metric: string, start: number): Samples | undefined {
  const midnight = floorTo(start, dayInMs)
  const samples = samplesOf(metric, midnight)
  if (samples === undefined) return undefined
  const point = Math.floor((start - midnight) / sampledEveryInMs)
  const read = (index: number) => [samples[2 * index] as number, samples[2 * index + 1] as number] as const
  const [before, after] = [read(point), read(point + 1)]
  if (before[1] === 0 && after[1] === 0) return undefined
  // Where one of the two was not measured, the other stands for both.
  return {
    before: before[1] === 0 ? after : before,
    after: after[1] === 0 ? before : after,
    share: ((start - midnight) % sampledEveryInMs) / sampledEveryInMs,
  }
}

function at({ before, after, share }: Samples, field: 0 | 1, minute: number): number {
  const along = share + (minute * minuteInMs) / sampledEveryInMs
  return before[field] * (1 - along) + after[field] * along
}
