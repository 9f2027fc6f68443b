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
  /** The minute being measured, by metric: the same values as in `series`, at hand. */
  readonly latest: Map<string, Stat>
  minute: number
}

export type Metrics = Map<string, Meter>

export const minuteInMs = 60_000

export function meterOf(metrics: Metrics, resource: string, machine: string): Meter {
  const key = `${resource}|${machine}`
  const known = metrics.get(key)
  if (known !== undefined) return known
  const meter: Meter = { resource, machine, series: new Map(), latest: new Map(), minute: 0 }
  metrics.set(key, meter)
  return meter
}

export interface Reading {
  readonly metric: string
  readonly value: number
  /** The number of things that the value is the mean of. */
  readonly weight?: number
}

/** Adds a value to the minute it falls in; times go forwards only. */
export function measure(meter: Meter, at: number, { metric, value, weight = 1 }: Reading): void {
  if (weight <= 0) return
  const minute = at - (at % minuteInMs)
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

function begin({ series: all, latest, minute }: Meter, metric: string, stat: Stat): void {
  latest.set(metric, stat)
  const series = all.get(metric)
  if (series === undefined) all.set(metric, new Map([[minute, stat]]))
  else series.set(minute, stat)
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
