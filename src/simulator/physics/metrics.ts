/** What was measured in one minute: enough for every aggregation of Azure Monitor. */
export interface Stat {
  sum: number
  count: number
  minimum: number
  maximum: number
}

/** Series by resource, metric and machine; in each the minutes, by their start. */
export type Metrics = Map<string, Map<number, Stat>>

export const minuteInMs = 60_000

export interface Sample {
  readonly resource: string
  readonly metric: string
  readonly machine: string
}

export function seriesKey(sample: Sample): string {
  return `${sample.resource}|${sample.metric}|${sample.machine}`
}

/** Adds a value to the minute it falls in. `weight` is the number of things it is the mean of. */
export function measure(metrics: Metrics, sample: Sample, at: number, value: number, weight = 1): void {
  if (weight <= 0) return
  const key = seriesKey(sample)
  const series = metrics.get(key) ?? new Map<number, Stat>()
  if (series.size === 0) metrics.set(key, series)
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
  for (const series of metrics.values()) {
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
