import { metersBeforeHistory } from '../../physics/meters-before-history.ts'
import { type MetricStat, mergeStats } from '../../physics/metric-store.ts'
import { seededFraction } from '../../physics/seeded-random.ts'
import type { PlanState } from '../../physics/simulated-plan.ts'
import { floorTo, minuteInMs } from '../../physics/simulated-time.ts'
import type { SimulatedWorld } from '../../physics/simulated-world.ts'
import type { MetricDefinition } from './metric-definitions.ts'
import type { MetricQuery } from './metric-query.ts'

interface SeriesQuery {
  readonly world: SimulatedWorld
  readonly now: number
  readonly plan: PlanState
  readonly resource: string
  readonly definition: MetricDefinition
  readonly query: MetricQuery
}

interface Instance {
  readonly machine: string
  /** Its minutes, in as many pieces as they were measured in. */
  readonly pieces: readonly ReadonlyMap<number, MetricStat>[]
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

/** Those with values in the time seriesQuery for, in the order of their names. */
function instancesOf(seriesQuery: SeriesQuery): readonly Instance[] {
  const { world, plan, resource, definition, query } = seriesQuery
  const meters = [...metersBeforeHistory(world, plan.spec, query), ...world.metrics.values()]
  const pieces = new Map<string, ReadonlyMap<number, MetricStat>[]>()
  for (const { resource: measured, machine, series } of meters) {
    const minutes = measured === resource ? series.get(definition.name) : undefined
    if (minutes !== undefined) pieces.set(machine, [...(pieces.get(machine) ?? []), minutes])
  }
  return [...pieces]
    .map(([machine, found]) => ({ machine, pieces: found }))
    .filter((instance) => hasValues(instance, query))
    .sort((one, other) => (one.machine < other.machine ? -1 : 1))
}

function hasValues(instance: Instance, { from, to }: MetricQuery): boolean {
  for (let minute = floorTo(from, minuteInMs); minute < to; minute += minuteInMs) {
    if (statIn(instance, minute) !== undefined) return true
  }
  return false
}

function statIn({ pieces }: Instance, minute: number): MetricStat | undefined {
  for (const piece of pieces) {
    const stat = piece.get(minute)
    if (stat !== undefined) return stat
  }
  return undefined
}

function dataOf(seriesQuery: SeriesQuery, instances: readonly Instance[]) {
  const { from, to, grainInMs } = seriesQuery.query
  const grains = Math.ceil((to - from) / grainInMs)
  return Array.from({ length: grains }, (_, index) => {
    const start = from + index * grainInMs
    const stat = mergeStats(statsIn(seriesQuery, instances, start))
    const timeStamp = new Date(start).toISOString().replace('.000Z', 'Z')
    return stat === undefined ? { timeStamp } : { timeStamp, ...aggregated(seriesQuery, stat) }
  })
}

function statsIn(seriesQuery: SeriesQuery, instances: readonly Instance[], start: number): readonly MetricStat[] {
  const stats: MetricStat[] = []
  for (let minute = start; minute < start + seriesQuery.query.grainInMs; minute += minuteInMs) {
    if (!isPublished(seriesQuery, minute)) continue
    for (const instance of instances) {
      const stat = statIn(instance, minute)
      if (stat !== undefined) stats.push(stat)
    }
  }
  return stats
}

const lostMinuteShare = 0.006

/** Azure Monitor is one to three minutes behind, and loses a minute now and then for good. */
function isPublished({ world, now, resource }: SeriesQuery, minute: number): boolean {
  const lagInMs = minuteInMs * (1 + 2 * seededFraction(world.seed, 'lag', resource, minute))
  if (now < minute + minuteInMs + lagInMs) return false
  return seededFraction(world.seed, 'lost', resource, minute) >= lostMinuteShare
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
