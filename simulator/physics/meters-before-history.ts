import type { PlanSpec } from '../estate/estate-spec.ts'
import { advanceWorld } from './advance-world.ts'
import { createSimulatedWorld } from './create-simulated-world.ts'
import type { MetricStore, ResourceMeter } from './metric-store.ts'
import { floorTo, minuteInMs, type SimulatedPeriod } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** So far back from the start Azure Monitor is asked here: the same hour a week ago, and some to spare. */
const maxLookBackInMs = 8 * 24 * 60 * minuteInMs
const blockInMs = 60 * minuteInMs
/** What the estate needs to be as if it had always run. */
const warmUpInMs = 10 * minuteInMs
const maxBlocks = 64

/** By everything that an hour follows from, so that estates which began alike share their past. */
const blockCache = new Map<string, MetricStore>()

/**
 * Meters of a plan and its apps for the time before the history begins. The days before are not lived through at the
 * start: an hour of them is made when somebody asks for it, from the same seed and under the faults that were there
 * by then, and kept.
 */
export function metersBeforeHistory(
  world: SimulatedWorld,
  plan: PlanSpec,
  { from, to }: SimulatedPeriod,
): ResourceMeter[] {
  const first = Math.max(from, world.startedAt - maxLookBackInMs)
  const last = Math.min(to, world.from)
  const meters: ResourceMeter[] = []
  for (let start = floorTo(first, blockInMs); start < last; start += blockInMs) {
    meters.push(...blockOf(world, plan, start).values())
  }
  return meters
}

function blockOf(world: SimulatedWorld, plan: PlanSpec, start: number): MetricStore {
  const key = JSON.stringify([plan.name, start, world.options])
  const known = blockCache.get(key)
  if (known !== undefined) return known
  const [oldest] = blockCache.keys()
  if (blockCache.size >= maxBlocks && oldest !== undefined) blockCache.delete(oldest)
  const block = simulateBlock(world, plan, start)
  blockCache.set(key, block)
  return block
}

/** One hour of the plan, at most up to where the history begins. */
function simulateBlock(world: SimulatedWorld, plan: PlanSpec, start: number): MetricStore {
  const historyInMs = world.startedAt - (start - warmUpInMs)
  const past = createSimulatedWorld({ ...world.options, historyInMs }, [plan])
  advanceWorld(past, Math.min(start + blockInMs, world.from))
  for (const { series } of past.metrics.values()) {
    for (const minutes of series.values()) {
      for (const minute of minutes.keys()) if (minute < start) minutes.delete(minute)
    }
  }
  return past.metrics
}
