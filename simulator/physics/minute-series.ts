import { minuteInMs } from './simulated-time.ts'

/** What was measured in one minute: enough for every aggregation of Azure Monitor. */
export interface MetricStat {
  sum: number
  count: number
  minimum: number
  maximum: number
}

/** Minutes that can be read, whether they were measured or are made from a few samples. */
export interface MinuteReader {
  /** Adds the minute to the total; `false` where nothing was measured in it. */
  addTo(total: MetricStat, minute: number): boolean
}

/** The minutes of one metric, by their start, without gaps in memory: an hour of a metric takes two kilobytes. */
export interface MinuteSeries extends MinuteReader {
  /** The first minute kept, and the end of the last one. */
  first(): number
  end(): number
  /** Into the minute: a value that is the mean of so many. Times go forwards only. */
  add(minute: number, value: number, weight: number): void
  get(minute: number): MetricStat | undefined
  dropBefore(minute: number): void
}

/** Nothing yet, for `addTo`. */
export function meanlessStat(): MetricStat {
  return { sum: 0, count: 0, minimum: Number.POSITIVE_INFINITY, maximum: Number.NEGATIVE_INFINITY }
}

/** Sum, count, minimum and maximum. */
const fields = 4
const firstMinutes = 64

export function createMinuteSeries(firstMinute: number): MinuteSeries {
  let from = firstMinute
  let length = 0
  let values = new Float64Array(firstMinutes * fields)
  const addTo = (total: MetricStat, minute: number): boolean => {
    const at = ((minute - from) / minuteInMs) * fields
    if (!(at >= 0 && at < length * fields)) return false
    const count = values[at + 1] as number
    if (count === 0) return false
    total.sum += values[at] as number
    total.count += count
    if ((values[at + 2] as number) < total.minimum) total.minimum = values[at + 2] as number
    if ((values[at + 3] as number) > total.maximum) total.maximum = values[at + 3] as number
    return true
  }
  return {
    first: () => from,
    end: () => from + length * minuteInMs,
    addTo,
    add(minute, value, weight) {
      if (length === 0) from = minute
      const index = (minute - from) / minuteInMs
      const at = index * fields
      if (at >= values.length) values = grown(values, at + fields)
      if (index >= length) length = index + 1
      const isNew = values[at + 1] === 0
      values[at] = (values[at] as number) + value * weight
      values[at + 1] = (values[at + 1] as number) + weight
      if (isNew || value < (values[at + 2] as number)) values[at + 2] = value
      if (isNew || value > (values[at + 3] as number)) values[at + 3] = value
    },
    get(minute) {
      const stat = meanlessStat()
      return addTo(stat, minute) ? stat : undefined
    },
    dropBefore(minute) {
      const gone = Math.min(length, Math.ceil((minute - from) / minuteInMs))
      if (gone <= 0) return
      values.copyWithin(0, gone * fields, length * fields)
      values.fill(0, (length - gone) * fields, length * fields)
      length -= gone
      from += gone * minuteInMs
    },
  }
}

function grown(values: Float64Array, least: number): Float64Array<ArrayBuffer> {
  const more = new Float64Array(Math.max(least, Math.ceil(values.length * 1.5)))
  more.set(values)
  return more
}
