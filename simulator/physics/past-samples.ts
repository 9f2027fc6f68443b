import { advanceWorld } from './advance-world.ts'
import { createSimulatedWorld } from './create-simulated-world.ts'
import { dropMinutesBefore } from './metric-store.ts'
import type { PlanState } from './simulated-plan.ts'
import { dayInMs, hourInMs, minuteInMs, tickInMs } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

export interface PastMeter {
  readonly resource: string
  readonly machine: string
  /** By metric: sum and count of a minute, every two hours of the day, both midnights included. */
  readonly samples: Map<string, Float64Array>
}

/** A day of a plan before it is lived through: what a minute was like every two hours, chance left out. */
export type PastDay = ReadonlyMap<string, PastMeter>

/** Close enough for the day's rhythm: in between, a straight line is less than half a percent off. */
export const sampledEveryInMs = 2 * hourInMs
const pointsADay = dayInMs / sampledEveryInMs + 1
/** A sample takes the last ticks of its minute; the day's first one has some before, for memory and queues to settle. */
const ticksASample = 2
const settlesInMs = 4 * tickInMs
const ticksAMinute = minuteInMs / tickInMs
const maxDays = 128

/** By everything that a day follows from, so that estates which began alike share their past. */
const knownDays = new Map<string, PastDay>()

/**
 * The day from `start` (a midnight), made when somebody asks for it: some ticks of physics every two hours, from the same seed
 * and under the faults that were there by then.
 */
export function pastDayOf(world: SimulatedWorld, plan: PlanState, start: number): PastDay {
  const key = `${start} ${plan.spec.name} ${optionsKeyOf(world)}`
  const known = knownDays.get(key)
  if (known !== undefined) return known
  const [oldest] = knownDays.keys()
  if (knownDays.size >= maxDays && oldest !== undefined) knownDays.delete(oldest)
  const day = sampleDay(world, plan, start)
  knownDays.set(key, day)
  return day
}

const optionsKeys = new WeakMap<SimulatedWorld, string>()

function optionsKeyOf(world: SimulatedWorld): string {
  const key = optionsKeys.get(world) ?? JSON.stringify(world.options)
  optionsKeys.set(world, key)
  return key
}

function sampleDay({ options }: SimulatedWorld, plan: PlanState, start: number): PastDay {
  const past = createSimulatedWorld(
    { ...options, historyInMs: options.startedAt - start + 2 * minuteInMs },
    [plan.spec],
    0,
  )
  const day = new Map<string, PastMeter>()
  for (let point = 0; point < pointsADay; point += 1) {
    // What comes after the beginning is lived through, and trouble may be near.
    const at = Math.min(start + point * sampledEveryInMs, plan.from)
    past.tickedTo = at + minuteInMs - ticksASample * tickInMs - (point === 0 ? settlesInMs : 0)
    advanceWorld(past, at + minuteInMs)
    keepPoint(past, day, { at, point })
    dropMinutesBefore(past.metrics, at + minuteInMs)
    if (at === plan.from) break
  }
  return day
}

const scale = ticksAMinute / ticksASample

function keepPoint(past: SimulatedWorld, day: Map<string, PastMeter>, { at, point }: { at: number; point: number }) {
  for (const [key, { resource, machine, series }] of past.metrics) {
    const meter = day.get(key) ?? { resource, machine, samples: new Map<string, Float64Array>() }
    day.set(key, meter)
    for (const [metric, minutes] of series) {
      const stat = minutes.get(at)
      const samples = meter.samples.get(metric) ?? new Float64Array(2 * pointsADay)
      meter.samples.set(metric, samples)
      if (stat !== undefined) samples.set([stat.sum * scale, stat.count * scale], 2 * point)
    }
  }
}
