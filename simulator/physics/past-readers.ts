import { hostLabelOf, siteIdOf } from '../estate/estate-ids.ts'
import type { AppSpec } from '../estate/estate-spec.ts'
import { createPastMinutes, type PastMinutes, quarterInMs } from './past-minutes.ts'
import { type PastDay, type PastMeter, pastDayOf } from './past-samples.ts'
import { drawNormal, seedOfSeries } from './seeded-random.ts'
import type { PlanState } from './simulated-plan.ts'
import { dayInMs, floorTo, minuteInMs, type SimulatedPeriod } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'
import { trafficNoise } from './traffic-factor.ts'

/** As long as Azure Monitor keeps metrics; a day is made only when it is asked for. */
const maxLookBackInMs = 93 * dayInMs

export interface PastReader {
  readonly resource: string
  readonly machine: string
  readonly minutes: PastMinutes
}

interface MetricOf extends SimulatedPeriod {
  readonly resource: string
  readonly metric: string
}

/**
 * A metric of a resource of the plan, by machine, for the time before the plan is lived through. That past is kept as
 * a sample every two hours; the minutes are made when they are read.
 */
export function pastReadersOf(world: SimulatedWorld, plan: PlanState, wanted: MetricOf): readonly PastReader[] {
  const from = floorTo(Math.max(wanted.from, world.startedAt - maxLookBackInMs), dayInMs)
  const meters = new Map<string, PastMeter>()
  for (let midnight = from; midnight < Math.min(wanted.to, plan.from); midnight += dayInMs) {
    for (const [key, meter] of pastDayOf(world, plan, midnight)) {
      if (meter.resource === wanted.resource) meters.set(key, meter)
    }
  }
  return [...meters].map(([key, { resource, machine }]) => ({
    resource,
    machine,
    minutes: keptMinutes(world, `${key}|${wanted.metric}`, () => pastMinutesOf(world, plan, { key, ...wanted })),
  }))
}

/** What was made is kept with its estate. */
const keptOf = new WeakMap<SimulatedWorld, Map<string, PastMinutes>>()

function keptMinutes(world: SimulatedWorld, key: string, create: () => PastMinutes): PastMinutes {
  const kept = keptOf.get(world) ?? new Map<string, PastMinutes>()
  keptOf.set(world, kept)
  const minutes = kept.get(key) ?? create()
  kept.set(key, minutes)
  return minutes
}

function pastMinutesOf(
  world: SimulatedWorld,
  plan: PlanState,
  { key, resource, metric }: MetricOf & { readonly key: string },
): PastMinutes {
  const app = plan.spec.apps.find((spec) => siteIdOf(spec) === resource)
  const days = new Map<number, PastDay>()
  const dayOf = (midnight: number): PastDay => {
    const day = days.get(midnight) ?? pastDayOf(world, plan, midnight)
    days.set(midnight, day)
    return day
  }
  const minutes = createPastMinutes({
    seed: world.seed,
    metric,
    about: key,
    from: floorTo(world.startedAt - maxLookBackInMs, dayInMs),
    to: plan.from,
    samplesOf: (name, midnight) => dayOf(midnight).get(key)?.samples.get(name),
    gustAt: gustsOf(world.seed, app ?? plan.spec.apps[0]),
  })
  return repeatingMinutes(world, plan, { key, app, metric, otherwise: minutes })
}

/** A minute's deviation of the six ticks that arrive in it. */
const arrivalNoise = 0.018
const knownGusts = new Map<string, (minute: number) => number>()

/** The same waves that the ticks have, worked out once an app and minute. */
function gustsOf(seed: number, app: AppSpec | undefined): (minute: number) => number {
  if (app === undefined) return () => 1
  const key = `${seed} ${hostLabelOf(app)}`
  const known = knownGusts.get(key)
  if (known !== undefined) return known
  if (knownGusts.size >= maxGusts) knownGusts.clear()
  const gusts = createGusts(seed, app)
  knownGusts.set(key, gusts)
  return gusts
}

const maxGusts = 64

function createGusts(seed: number, app: AppSpec): (minute: number) => number {
  const noise = seedOfSeries(seed, 'past arrivals', hostLabelOf(app))
  const gusts = new Map<number, number>()
  return (minute) => {
    const known = gusts.get(minute)
    if (known !== undefined) return known
    const gust = trafficNoise(app, seed, minute) * (1 + arrivalNoise * drawNormal(noise, minute / minuteInMs))
    gusts.set(minute, gust)
    return gust
  }
}

interface Repeating {
  readonly key: string
  readonly app: AppSpec | undefined
  readonly metric: string
  readonly otherwise: PastMinutes
}

/** What comes and goes within the hour is no affair of samples: its minutes are those of the first cycle lived through. */
function repeatingMinutes(
  { faults, metrics }: SimulatedWorld,
  plan: PlanState,
  { key, app, metric, otherwise }: Repeating,
): PastMinutes {
  const active = faults.find((one) => one.app === app && one.fault.chronic?.repeatsEveryInMs !== undefined)
  const everyInMs = active?.fault.chronic?.repeatsEveryInMs
  if (active === undefined || everyInMs === undefined) return otherwise
  const measured = metrics.get(key)?.series.get(metric)
  const settledFrom = plan.from + everyInMs
  const addTo: PastMinutes['addTo'] = (total, minute) => {
    if (minute < active.onset || minute >= plan.from) return otherwise.addTo(total, minute)
    const cycles = Math.ceil((settledFrom - minute) / everyInMs)
    return measured?.addTo(total, minute + cycles * everyInMs) ?? false
  }
  return {
    addTo,
    addQuarter(total, start, isPublished) {
      for (let minute = start; minute < start + quarterInMs; minute += minuteInMs) {
        if (isPublished(minute)) addTo(total, minute)
      }
    },
  }
}
