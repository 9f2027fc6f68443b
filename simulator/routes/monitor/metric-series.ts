import { derivedReadersOf } from '../../physics/derived-readers.ts'
import { type MetricStat, type MinuteReader, meanlessStat } from '../../physics/minute-series.ts'
import { type PastMinutes, quarterInMs } from '../../physics/past-minutes.ts'
import { pastReadersOf } from '../../physics/past-readers.ts'
import { seededFraction, seededFractions } from '../../physics/seeded-random.ts'
import type { PlanState } from '../../physics/simulated-plan.ts'
import { floorTo, minuteInMs } from '../../physics/simulated-time.ts'
import type { SimulatedWorld } from '../../physics/simulated-world.ts'
import type { MetricDefinition } from './metric-definitions.ts'
import type { MetricQuery } from './metric-query.ts'

export interface SeriesQuery {
  readonly world: SimulatedWorld
  readonly isPublished: (minute: number) => boolean
  /** Of the query's grains. */
  readonly timeStamps: readonly string[]
  readonly plan: PlanState
  readonly resource: string
  readonly definition: MetricDefinition
  readonly query: MetricQuery
}

interface Instance {
  readonly machine: string
  readonly past: PastMinutes | undefined
  readonly measured: MinuteReader | undefined
}

/** One series, or one a machine. A grain without values has its time only, as with Azure. */
export function metricSeriesOf(seriesQuery: SeriesQuery) {
  const instances = instancesOf(seriesQuery)
  const { split } = seriesQuery.query
  if (split === 'none') return [{ metadatavalues: [], data: dataOf(seriesQuery, instances) }]
  return instances
    .filter(({ machine }) => split === 'all' || split.machine.toLowerCase() === machine.toLowerCase())
    .slice(0, seriesQuery.query.top)
    .map((instance) => ({
      metadatavalues: [{ name: { value: 'instance', localizedValue: 'instance' }, value: instance.machine }],
      data: dataOf(seriesQuery, [instance]),
    }))
}

/** Those with values in the time asked for, in the order of their names. */
function instancesOf({ world, plan, resource, definition, query }: SeriesQuery): readonly Instance[] {
  const about = { from: query.from, to: query.to, resource, metric: definition.name }
  const derived = derivedReadersOf(world, plan, about)
  if (derived !== undefined)
    return [...derived]
      .map(([machine, measured]): Instance => ({ machine, past: undefined, measured }))
      .filter((instance) => hasValues(instance, query))
      .sort((one, other) => (one.machine < other.machine ? -1 : 1))
  const past = new Map(pastReadersOf(world, plan, about).map(({ machine, minutes }) => [machine, minutes]))
  const measured = new Map<string, MinuteReader>()
  for (const meter of world.metrics.values()) {
    const minutes = meter.resource === resource ? meter.series.get(definition.name) : undefined
    if (minutes !== undefined) measured.set(meter.machine, minutes)
  }
  return [...new Set([...past.keys(), ...measured.keys()])]
    .map((machine) => ({ machine, past: past.get(machine), measured: measured.get(machine) }))
    .filter((instance) => hasValues(instance, query))
    .sort((one, other) => (one.machine < other.machine ? -1 : 1))
}

function hasValues(instance: Instance, { from, to }: MetricQuery): boolean {
  const whole = meanlessStat()
  for (let minute = floorTo(from, minuteInMs); minute < to; minute += minuteInMs) {
    if (addMinute(whole, instance, minute)) return true
  }
  return false
}

function addMinute(whole: MetricStat, { past, measured }: Instance, minute: number): boolean {
  return past?.addTo(whole, minute) === true || measured?.addTo(whole, minute) === true
}

function dataOf(seriesQuery: SeriesQuery, instances: readonly Instance[]) {
  const { from, grainInMs } = seriesQuery.query
  return seriesQuery.timeStamps.map((timeStamp, index) => {
    const start = from + index * grainInMs
    const stat = meanlessStat()
    for (const instance of instances) addGrain(stat, seriesQuery, instance, start)
    return stat.count === 0 ? { timeStamp } : { timeStamp, ...aggregated(seriesQuery, stat) }
  })
}

/** The far past by the quarter of an hour, where the grain is made of such; the rest by the minute. */
function addGrain(
  stat: MetricStat,
  { query, plan, isPublished }: SeriesQuery,
  instance: Instance,
  start: number,
): void {
  let at = start
  const { past } = instance
  if (past !== undefined && start % quarterInMs === 0) {
    const end = Math.min(start + query.grainInMs, plan.from)
    for (; at + quarterInMs <= end; at += quarterInMs) past.addQuarter(stat, at, isPublished)
  }
  for (; at < start + query.grainInMs; at += minuteInMs) if (isPublished(at)) addMinute(stat, instance, at)
}

const lostMinuteShare = 0.006
const maxLagInMs = 3 * minuteInMs

/**
 * Whether Azure Monitor has a minute of a resource: it is one to three minutes behind, and loses a minute now and then
 * for good. What is asked of one minute for many metrics is worked out once.
 */
export function publishedMinutesOf(
  { seed }: SimulatedWorld,
  resource: string,
  now: number,
): (minute: number) => boolean {
  const lost = seededFractions(seed, 'lost', resource)
  const known = new Map<number, boolean>()
  const isPublished = (minute: number): boolean => {
    const isRecent = now < minute + minuteInMs + maxLagInMs
    const lagInMs = isRecent ? minuteInMs * (1 + 2 * seededFraction(seed, 'lag', resource, minute)) : maxLagInMs
    return now >= minute + minuteInMs + lagInMs && lost(minute) >= lostMinuteShare
  }
  return (minute) => {
    const found = known.get(minute) ?? isPublished(minute)
    known.set(minute, found)
    return found
  }
}

function aggregated({ definition, query }: SeriesQuery, stat: MetricStat): Record<string, number> {
  const names = query.aggregations.length > 0 ? query.aggregations : [definition.primary.toLowerCase()]
  const values: Readonly<Record<string, number>> = {
    average: stat.sum / stat.count,
    total: stat.sum,
    minimum: stat.minimum,
    maximum: stat.maximum,
    count: stat.count,
  }
  return Object.fromEntries(names.map((name) => [name, rounded(values[name] ?? 0)]))
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
