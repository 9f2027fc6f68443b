import { floorTo, minuteInMs } from './simulated-time.ts'

/** What was measured in one minute: enough for every aggregation of Azure Monitor. */
export interface MetricStat {
  sum: number
  count: number
  minimum: number
  maximum: number
}

/** The minutes of one metric, by their start, in order. */
export type MinuteSeries = Map<number, MetricStat>

/** Everything measured of one resource on one machine. */
export interface ResourceMeter {
  readonly resource: string
  readonly machine: string
  readonly series: Map<string, MinuteSeries>
  /** The minute being measured, by metric: the same values as in `series`, at hand. */
  readonly latest: Map<string, MetricStat>
  minute: number
}

export type MetricStore = Map<string, ResourceMeter>

export function meterOf(metrics: MetricStore, resource: string, machine: string): ResourceMeter {
  const key = `${resource}|${machine}`
  const known = metrics.get(key)
  if (known !== undefined) return known
  const meter: ResourceMeter = { resource, machine, series: new Map(), latest: new Map(), minute: 0 }
  metrics.set(key, meter)
  return meter
}

export interface MetricSample {
  readonly metric: string
  readonly value: number
  /** The number of things that the value is the mean of. */
  readonly weight?: number
}

/** Adds a value to the minute it falls in; times go forwards only. */
export function recordSample(meter: ResourceMeter, at: number, { metric, value, weight = 1 }: MetricSample): void {
  if (weight <= 0) return
  const minute = floorTo(at, minuteInMs)
  if (minute !== meter.minute) {
    meter.minute = minute
    meter.latest.clear()
  }
  const stat = meter.latest.get(metric)
  if (stat === undefined) begin(meter, metric, { sum: value * weight, count: weight, minimum: value, maximum: value })
  else {
    stat.sum += value * weight
    stat.count += weight
    stat.minimum = Math.min(stat.minimum, value)
    stat.maximum = Math.max(stat.maximum, value)
  }
}

function begin({ series: all, latest, minute }: ResourceMeter, metric: string, stat: MetricStat): void {
  latest.set(metric, stat)
  const series = all.get(metric)
  if (series === undefined) all.set(metric, new Map([[minute, stat]]))
  else series.set(minute, stat)
}

/** Lets go of what is older than Azure would be asked for here. */
export function dropMinutesBefore(metrics: MetricStore, before: number): void {
  for (const series of [...metrics.values()].flatMap((meter) => [...meter.series.values()])) {
    for (const minute of series.keys()) {
      if (minute >= before) break
      series.delete(minute)
    }
  }
}

export function mergeStats(stats: readonly MetricStat[]): MetricStat | undefined {
  if (stats.length === 0) return undefined
  return stats.reduce((whole, part) => ({
    sum: whole.sum + part.sum,
    count: whole.count + part.count,
    minimum: Math.min(whole.minimum, part.minimum),
    maximum: Math.max(whole.maximum, part.maximum),
  }))
}
