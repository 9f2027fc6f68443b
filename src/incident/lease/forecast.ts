import type { Finding, Instant } from '../finding.ts'
import type { Capacity, CapacityChange, SuccessCriteria, SuccessLimit } from '../mitigation-plan.ts'
import { baselineFindingsOf } from '../read-findings.ts'
import { type Measurements, readLimits, recentValues } from '../verification/read-limits.ts'
import type { CapacityForecast, LimitForecast } from './capacity-forecast.ts'

const minuteInMs = 60_000
const dayInMs = 24 * 60 * minuteInMs
/** What came in this last: a minute of quiet between two busy ones is no load to go by. */
const recentInMs = 15 * minuteInMs
/** What other days showed next: as long as a step has to recover and somebody has to notice. */
const nextInMs = 60 * minuteInMs

/** Ours: a load seldom stays put for a quarter of an hour, and being wrong brings an outage back. */
const roomFactor = 1.15
/** Ours: a day that was three times as busy an hour later says that a peak comes, and not by how much. */
const maxGrowth = 3
/** Ours: of memory, what comes with requests rather than with the process. It is spread over fewer instances. */
const memoryShareOfLoad = 0.25
/** Above this a queue grows without end, whatever its length was. */
const fullPercent = 98

/**
 * Whether the limits would hold after the change, or `undefined` where that can't be told: a limit that is not measured, or a
 * size whose capacity is not known. Every guess is on the side of staying.
 */
export const forecastCapacity = (
  { before, after }: CapacityChange,
  success: SuccessCriteria,
  { measurements, at }: { readonly measurements: Measurements; readonly at: Instant },
): CapacityForecast | undefined => {
  const share = capacityShare(before, after)
  const [cpu] = peakOf({ metric: 'CpuPercentage', of: 'plan' }, measurements.findings, at)
  if (share === undefined || cpu === undefined) return undefined
  const growth = expectedGrowth(measurements.findings, at)
  const change: LoadChange = { cpu, cpuAfter: cpu * share.cpu * growth, share, growth }
  const readings = readLimits(success, measurements, at).filter(({ notOffered }) => !notOffered)
  const limits = readings.map(({ limit: index, value, holds }) => {
    const limit = success.limits[index]
    if (limit === undefined || value === null) return undefined
    const [peak = value] = peakOf(limit, measurements.findings, at)
    return forecastLimit({ limit, index, now: Math.max(value, peak), holds }, change)
  })
  const known = limits.filter((one) => one !== undefined)
  return known.length === limits.length ? { instances: after.instances, limits: known } : undefined
}

/** The limit that would break by most; none where all would hold. */
export const worstOf = ({ limits }: CapacityForecast): LimitForecast | undefined =>
  limits.filter(({ holds }) => !holds).toSorted((a, b) => b.after / b.atMost - a.after / a.atMost)[0]

/** Whether there is less of anything afterwards; of sizes that are not known, that another is less can't be excluded. */
export const isSmaller = (capacity: CapacityChange | undefined): boolean => {
  if (capacity === undefined) return false
  const share = capacityShare(capacity.before, capacity.after)
  return share === undefined || share.cpu > 1 || share.memory > 1
}

const foreseen = ['CpuPercentage', 'MemoryPercentage', 'HttpResponseTime', 'HttpQueueLength'] as const

/** What words say of a limit that would break; of one that no capacity decides, that the app is outside it already. */
export const breachOf = ({ metric, after, atMost }: LimitForecast, { instances }: CapacityForecast) => {
  const kind = foreseen.find((name) => name === metric) ?? 'now'
  // More than all of it would be asked for: that much Azure never shows.
  const shown = metric.endsWith('Percentage') ? Math.min(after, 100) : after
  return { kind, args: { after: shown, atMost, instances } }
}

/** How many times as much each core, and each gigabyte, would have to carry. */
interface CapacityShare {
  readonly cpu: number
  readonly memory: number
}

const capacityShare = (before: Capacity, after: Capacity): CapacityShare | undefined => {
  const isSameSize = before.size === after.size
  const cores = isSameSize ? 1 : ratio(before.cores, after.cores)
  const gigabytes = isSameSize ? 1 : ratio(before.gigabytes, after.gigabytes)
  const instances = ratio(before.instances, after.instances)
  if (cores === undefined || gigabytes === undefined || instances === undefined) return undefined
  return {
    cpu: instances * cores,
    memory: gigabytes * (1 + memoryShareOfLoad * Math.max(0, instances - 1)),
  }
}

const ratio = (before: number | undefined, after: number | undefined): number | undefined =>
  before === undefined || after === undefined || after <= 0 ? undefined : before / after

interface LoadChange {
  /** Percent of all cores, now and after. */
  readonly cpu: number
  readonly cpuAfter: number
  readonly share: CapacityShare
  readonly growth: number
}

interface LimitNow {
  readonly limit: SuccessLimit
  readonly index: number
  readonly now: number
  /** Whether the newest value is within it. */
  readonly holds: boolean
}

const forecastLimit = ({ limit, index, now, holds }: LimitNow, change: LoadChange): LimitForecast => {
  const factor = factorOf(limit, change)
  const after = limit.metric === 'CpuPercentage' ? change.cpuAfter : now * (factor ?? 1)
  return {
    limit: index,
    metric: limit.metric,
    atMost: limit.limit,
    now: rounded(now),
    after: rounded(after),
    // What no capacity decides, such as errors, has to be well now.
    holds: holds && (factor === undefined || after * roomFactor <= limit.limit),
  }
}

/** How many times as much it would be; `undefined` for what capacity does not decide. */
const factorOf = ({ metric }: SuccessLimit, { cpu, cpuAfter, share, growth }: LoadChange): number | undefined => {
  switch (metric) {
    case 'CpuPercentage':
      return share.cpu * growth
    case 'MemoryPercentage':
      return share.memory
    case 'HttpResponseTime':
    case 'HttpQueueLength':
      // Of a queue with one line: the wait goes with the reciprocal of what is idle.
      return (100 - Math.min(cpu, fullPercent)) / (100 - Math.min(cpuAfter, fullPercent))
    default:
      return undefined
  }
}

const rounded = (value: number): number => (Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100)

type Measured = Parameters<typeof recentValues>[0]

/** The highest of the last minutes: none or one. */
const peakOf = (of: Measured, findings: readonly Finding[], at: Instant): readonly number[] => {
  const values = recentValues(of, findings, { from: at - recentInMs, at })
  return values.length === 0 ? [] : [Math.max(...values)]
}

/** How many times as many requests came within the hour on other days as at this time of those days; 1 at least. */
const expectedGrowth = (findings: readonly Finding[], at: Instant): number => {
  const known = baselineFindingsOf({ findings }, 'app', 'Requests').find(({ baseline }) => baseline === 'look-back')
  if (known === undefined) return 1
  const points = known.series.flatMap(({ points }) => points)
  const highest = (from: Instant, to: Instant): number =>
    Math.max(0, ...points.map(([start, value]) => (start + known.grainInMs > from && start <= to ? (value ?? 0) : 0)))
  const grown = [1, 2].map((days) => {
    const then = at - days * dayInMs
    const usual = highest(then, then)
    return usual > 0 ? highest(then, then + nextInMs) / usual : 1
  })
  return Math.min(maxGrowth, Math.max(1, ...grown))
}
