import { createMinuteSeries, type MetricStat, type MinuteSeries, meanlessStat } from './minute-series.ts'
import { floorTo, minuteInMs, type SimulatedPeriod } from './simulated-time.ts'

/** Everything measured of one resource on one machine. */
export interface ResourceMeter {
  readonly resource: string
  readonly machine: string
  readonly series: Map<string, MinuteSeries>
}

export type MetricStore = Map<string, ResourceMeter>

export function meterOf(metrics: MetricStore, resource: string, machine: string): ResourceMeter {
  const key = `${resource}|${machine}`
  const known = metrics.get(key)
  if (known !== undefined) return known
  const meter: ResourceMeter = { resource, machine, series: new Map() }
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
  const known = meter.series.get(metric)
  const series = known ?? createMinuteSeries(minute)
  if (known === undefined) meter.series.set(metric, series)
  series.add(minute, value, weight)
}

/** Lets go of what is older than Azure would be asked for here. */
export function dropMinutesBefore(metrics: MetricStore, before: number): void {
  for (const { series } of metrics.values()) for (const minutes of series.values()) minutes.dropBefore(before)
}

export interface StatQuery extends SimulatedPeriod {
  readonly resource: string
  readonly metric: string
  /** Of all machines together where absent. */
  readonly machine?: string
}

/** What was measured in all minutes that began in the period; nothing (a count of 0) where nothing was. */
export function metricStatBetween(metrics: MetricStore, query: StatQuery): MetricStat {
  const whole = meanlessStat()
  for (const { resource, machine, series } of metrics.values()) {
    if (resource !== query.resource || (query.machine !== undefined && machine !== query.machine)) continue
    const minutes = series.get(query.metric)
    if (minutes === undefined) continue
    const first = Math.max(Math.ceil(query.from / minuteInMs) * minuteInMs, minutes.first())
    const end = Math.min(query.to, minutes.end())
    for (let minute = first; minute < end; minute += minuteInMs) minutes.addTo(whole, minute)
  }
  return whole.count === 0 ? { sum: 0, count: 0, minimum: 0, maximum: 0 } : whole
}
