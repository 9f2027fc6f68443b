import { planIdOf, siteIdOf } from '../estate/estate-ids.ts'
import { keptBytesOf } from './content-storage.ts'
import { type DerivedMetric, derivedPlanMetrics, derivedSiteMetrics, type MetricPart } from './derived-metrics.ts'
import { type MetricStat, type MinuteReader, meanlessStat } from './minute-series.ts'
import { pastReadersOf } from './past-readers.ts'
import { drawFraction, drawNormal, seedOfSeries } from './seeded-random.ts'
import type { PlanState } from './simulated-plan.ts'
import { hourInMs, minuteInMs, type SimulatedPeriod } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

export interface MetricAbout extends SimulatedPeriod {
  readonly resource: string
  readonly metric: string
}

type ReadersByMachine = ReadonlyMap<string, MinuteReader>

/** By machine, of a metric that is worked out from others; `undefined` where it is measured itself. */
export function derivedReadersOf(
  world: SimulatedWorld,
  plan: PlanState,
  about: MetricAbout,
): ReadersByMachine | undefined {
  const { resource, metric } = about
  if (metric === 'FileSystemUsage') return storageReaders(world, resource)
  const derived = (resource === planIdOf(plan.spec.name) ? derivedPlanMetrics : derivedSiteMetrics)[metric]
  if (derived === undefined) return undefined
  if (!hasSuch(plan, resource, derived)) return new Map()
  const parts = derived.parts.flatMap((part) => partReaders(world, plan, { about, part }))
  const machines = new Set(parts.flatMap(({ readers }) => [...readers.keys()]))
  return new Map(
    [...machines].map((machine) => [
      machine,
      derivedReader(
        derived,
        parts.map(({ readers, ...part }) => ({ ...part, reader: readers.get(machine) })),
        seedOfSeries(world.seed, 'derived', resource, machine, metric),
      ),
    ]),
  )
}

function hasSuch({ spec }: PlanState, resource: string, { runtime }: DerivedMetric): boolean {
  if (runtime === undefined) return true
  const app = spec.apps.find((one) => siteIdOf(one) === resource)
  return spec.os === 'windows' && (runtime === 'windows' || app?.runtime.includes('NET') === true)
}

interface PartReaders extends MetricPart {
  readonly readers: ReadersByMachine
}

function partReaders(
  world: SimulatedWorld,
  plan: PlanState,
  { about, part }: { readonly about: MetricAbout; readonly part: MetricPart },
): readonly PartReaders[] {
  const resources =
    part.of === 'apps'
      ? world.apps.filter((app) => app.plan === plan).map(({ spec }) => siteIdOf(spec))
      : [about.resource]
  return resources.map((resource) => ({
    ...part,
    readers: measuredReadersOf(world, plan, { ...about, resource, metric: part.metric }),
  }))
}

/** By machine, with the time before the plan is lived through. */
function measuredReadersOf(world: SimulatedWorld, plan: PlanState, about: MetricAbout): ReadersByMachine {
  const past = new Map(pastReadersOf(world, plan, about).map(({ machine, minutes }) => [machine, minutes]))
  const readers = new Map<string, MinuteReader>(past)
  for (const { resource, machine, series } of world.metrics.values()) {
    const measured = resource === about.resource ? series.get(about.metric) : undefined
    if (measured === undefined) continue
    const before = past.get(machine)
    readers.set(machine, {
      addTo: (total, minute) => before?.addTo(total, minute) === true || measured.addTo(total, minute),
    })
  }
  return readers
}

/** Those of a minute add up; of all others a minute has the mean. */
const added = /^(?:Http\dxx|Requests|CpuTime)$/

interface PartReader extends MetricPart {
  readonly reader: MinuteReader | undefined
}

function derivedReader(
  { rest = 0, noise = 0, counted }: DerivedMetric,
  parts: readonly PartReader[],
  seed: number,
): MinuteReader {
  const derivedAt = (minute: number): number | undefined => {
    const values = parts.flatMap(({ reader, metric, factor }) => {
      const stat = meanlessStat()
      if (reader?.addTo(stat, minute) !== true) return []
      return [factor * (added.test(metric) ? stat.sum : stat.sum / stat.count)]
    })
    if (values.length === 0) return undefined
    return values.reduce((sum, value) => sum + value, rest)
  }
  return {
    addTo(total, minute) {
      const value = derivedAt(minute)
      if (value === undefined) return false
      const drawn = minute / minuteInMs
      const noisy = value * (1 + noise * drawNormal(seed, drawn))
      addValue(total, counted ? Math.floor(noisy + drawFraction(seed, drawn)) : noisy)
      return true
    },
  }
}

function addValue(total: MetricStat, value: number): void {
  total.sum += value
  total.count += 1
  total.minimum = Math.min(total.minimum, value)
  total.maximum = Math.max(total.maximum, value)
}

/** Measured every now and then, of no machine: all share it. */
function storageReaders(world: SimulatedWorld, resource: string): ReadersByMachine {
  const app = world.apps.find(({ spec }) => siteIdOf(spec) === resource)
  if (app === undefined) return new Map()
  const reader: MinuteReader = {
    addTo(total, minute) {
      if (minute % hourInMs !== 0) return false
      addValue(total, keptBytesOf(world, app, minute))
      return true
    },
  }
  return new Map([['', reader]])
}
