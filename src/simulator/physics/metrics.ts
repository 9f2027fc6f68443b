/** What was measured in one minute: enough for every aggregation of Azure Monitor. */
export interface Stat {
  sum: number
  count: number
  minimum: number
  maximum: number
}

/** The minutes of one metric, by their start, in order. */
export type Series = Map<number, Stat>

/** Everything measured of one resource on one machine. */
export interface Meter {
  readonly resource: string
  readonly machine: string
  readonly series: Map<string, Series>
}

export type Metrics = Map<string, Meter>

export const minuteInMs = 60_000

export function meterOf(metrics: Metrics, resource: string, machine: string): Meter {
  const key = `${resource}|${machine}`
  const known = metrics.get(key)
  if (known !== undefined) return known
  const meter: Meter = { resource, machine, series: new Map() }
  metrics.set(key, meter)
  return meter
}

export interface Reading {
  readonly metric: string
  readonly value: number
  /** The number of things that the value is the mean of. */
  readonly weight?: number
}

/** Adds a value to the minute it falls in. */
export function measure({ series: all }: Meter, at: number, { metric, value, weight = 1 }: Reading): void {
  if (weight <= 0) return
  const series = all.get(metric) ?? new Map<number, Stat>()
  if (series.size === 0) all.set(metric, series)
  const minute = at - (at % minuteInMs)
  const stat = series.get(minute)
  if (stat === undefined) {
    series.set(minute, { sum: value * weight, count: weight, minimum: value, maximum: value })
    return
  }
  stat.sum += value * weight
  stat.count += weight
  stat.minimum = Math.min(stat.minimum, value)
  stat.maximum = Math.max(stat.maximum, value)
}

/** Lets go of what is older than Azure would be asked for here. */
export function forget(metrics: Metrics, before: number): void {
  for (const series of [...metrics.values()].flatMap((meter) => [...meter.series.values()])) {
    for (const minute of series.keys()) {
      if (minute >= before) break
      series.delete(minute)
    }
  }
}

export function merge(stats: readonly Stat[]): Stat | undefined {
  if (stats.length === 0) return undefined
  return stats.reduce((whole, part) => ({
    sum: whole.sum + part.sum,
    count: whole.count + part.count,
    minimum: Math.min(whole.minimum, part.minimum),
    maximum: Math.max(whole.maximum, part.maximum),
  }))
}
