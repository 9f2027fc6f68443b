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

/** The minutes of one metric, by their start, as numbers in a row: two kilobytes an hour. */
export interface MinuteSeries extends MinuteReader {
  /** The first minute kept, and the end of the last one. */
  first(): number
  end(): number
  /** Into the minute: a value that is the mean of so many. Times go forwards only. */
  add(minute: number, value: number, weight: number): void
  get(minute: number): MetricStat | undefined
  /** Lets go of what began before, by the two hours. */
  dropBefore(minute: number): void
}

/** Nothing yet, for `addTo`. */
export function meanlessStat(): MetricStat {
  return { sum: 0, count: 0, minimum: Number.POSITIVE_INFINITY, maximum: Number.NEGATIVE_INFINITY }
}

/** Sum, count, minimum and maximum. */
const fields = 4
const minutesAChunk = 128
const chunkInMs = minutesAChunk * minuteInMs

export function createMinuteSeries(firstMinute: number): MinuteSeries {
  /** Where the first chunk begins; the chunks follow each other without gaps. */
  let from = firstMinute
  let end = firstMinute
  const chunks: Float64Array[] = []
  const addTo = (total: MetricStat, minute: number): boolean => {
    if (minute < from || minute >= end) return false
    const index = (minute - from) / minuteInMs
    const chunk = chunks[Math.floor(index / minutesAChunk)] as Float64Array
    const at = (index % minutesAChunk) * fields
    const count = chunk[at + 1] as number
    if (count === 0) return false
    total.sum += chunk[at] as number
    total.count += count
    if ((chunk[at + 2] as number) < total.minimum) total.minimum = chunk[at + 2] as number
    if ((chunk[at + 3] as number) > total.maximum) total.maximum = chunk[at + 3] as number
    return true
  }
  return {
    first: () => from,
    end: () => end,
    addTo,
    add(minute, value, weight) {
      if (chunks.length === 0) from = minute
      const index = (minute - from) / minuteInMs
      const which = Math.floor(index / minutesAChunk)
      while (chunks.length <= which) chunks.push(new Float64Array(minutesAChunk * fields))
      if (minute >= end) end = minute + minuteInMs
      addToChunk(chunks[which] as Float64Array, (index % minutesAChunk) * fields, value, weight)
    },
    get(minute) {
      const stat = meanlessStat()
      return addTo(stat, minute) ? stat : undefined
    },
    dropBefore(minute) {
      const gone = Math.min(chunks.length, Math.floor((minute - from) / chunkInMs))
      if (gone <= 0) return
      chunks.splice(0, gone)
      from += gone * chunkInMs
    },
  }
}

function addToChunk(chunk: Float64Array, at: number, value: number, weight: number): void {
  const isNew = chunk[at + 1] === 0
  chunk[at] = (chunk[at] as number) + value * weight
  chunk[at + 1] = (chunk[at + 1] as number) + weight
  if (isNew || value < (chunk[at + 2] as number)) chunk[at + 2] = value
  if (isNew || value > (chunk[at + 3] as number)) chunk[at + 3] = value
}
