import type { PlanSpec } from '../estate/spec.ts'
import { advance } from './advance.ts'
import { createWorld } from './create-world.ts'
import { type Meter, type Metrics, minuteInMs } from './metrics.ts'
import type { World } from './world.ts'

/** So far back from the start Azure Monitor is asked here: the same hour a week ago, and some to spare. */
const reachesBackInMs = 8 * 24 * 60 * minuteInMs
const blockInMs = 60 * minuteInMs
/** What the estate needs to be as if it had always run. */
const warmUpInMs = 10 * minuteInMs
const mostBlocks = 64

/** By everything that an hour follows from, so that estates which began alike share their past. */
const told = new Map<string, Metrics>()

/**
 * Meters of a plan and its apps for the time before the history begins. The days before are not lived through at the
 * start: an hour of them is made when somebody asks for it, from the same seed and under the faults that were there
 * by then, and kept.
 */
export function metersBefore(world: World, plan: PlanSpec, { from, to }: { from: number; to: number }): Meter[] {
  const first = Math.max(from, world.startedAt - reachesBackInMs)
  const last = Math.min(to, world.from)
  const meters: Meter[] = []
  for (let start = first - (first % blockInMs); start < last; start += blockInMs) {
    meters.push(...blockOf(world, plan, start).values())
  }
  return meters
}

function blockOf(world: World, plan: PlanSpec, start: number): Metrics {
  const key = JSON.stringify([plan.name, start, world.beginning])
  const known = told.get(key)
  if (known !== undefined) return known
  const [oldest] = told.keys()
  if (told.size >= mostBlocks && oldest !== undefined) told.delete(oldest)
  const block = live(world, plan, start)
  told.set(key, block)
  return block
}

/** One hour of the plan, at most up to where the history begins. */
function live(world: World, plan: PlanSpec, start: number): Metrics {
  const historyInMs = world.startedAt - (start - warmUpInMs)
  const past = createWorld({ ...world.beginning, historyInMs }, [plan])
  advance(past, Math.min(start + blockInMs, world.from))
  for (const { series } of past.metrics.values()) {
    for (const minutes of series.values()) {
      for (const minute of minutes.keys()) if (minute < start) minutes.delete(minute)
    }
  }
  return past.metrics
}
