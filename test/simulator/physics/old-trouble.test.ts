import { describe, expect, it } from 'vitest'
import { planSpecs } from '../../../simulator/estate/plan-specs.ts'
import { faults, faultyAppOf, reportedAppOf, truthOf } from '../../../simulator/faults/index.ts'
import type { Fault } from '../../../simulator/faults/types.ts'
import { advanceWorld } from '../../../simulator/physics/advance-world.ts'
import { createSimulatedWorld } from '../../../simulator/physics/create-simulated-world.ts'
import { hourInMs } from '../../../simulator/physics/simulated-time.ts'
import type { SimulatedWorld } from '../../../simulator/physics/simulated-world.ts'
import { appOf, figures, isWell, minute, startedAt } from '../figures.ts'

/** The plan of an app whose trouble began a day ago, as it stood after so many hours: one world, two ages. */
function* worldsOf(fault: Fault): Iterable<SimulatedWorld> {
  const home = faultyAppOf(fault)
  const own = planSpecs.filter(({ apps }) => apps.some(({ name }) => name === home))
  const options = { seed: 6, startedAt, historyInMs: hourInMs, faults: { [home]: fault.id } }
  const world = createSimulatedWorld({ ...options, troubleAgeInMs: 24 * hourInMs }, own)
  for (const hours of [4, 24]) {
    advanceWorld(world, startedAt - (24 - hours) * hourInMs)
    yield world
  }
}

/** Share of the last hour's stretches of five minutes in which the reported app was not well. */
function badShare(world: SimulatedWorld, name: string): number {
  const app = appOf(world, name)
  const ends = Array.from({ length: 12 }, (_, index) => world.tickedTo - index * 5 * minute)
  return ends.filter((to) => !isWell(figures(world, app, to - 5 * minute, to), app)).length / ends.length
}

/** Felt in some minutes of an hour only. */
const comesAndGoes = ['cold-start', 'autoscale-flapping']

describe('trouble that is 4 hours old, and then 24', () => {
  it.each(faults.filter(({ outcome }) => outcome !== 'nothing-wrong').map((fault) => [fault.id, fault] as const))(
    '%s is still felt, unless it says that it is over',
    (id, fault) => {
      for (const world of worldsOf(fault)) {
        const onset = Math.min(...world.faults.map((active) => active.onset))
        const { over = false } = truthOf(fault, { at: world.tickedTo, onset, quotaDayFrom: world.quotaDayFrom })

        const share = badShare(world, reportedAppOf(fault))

        if (over) expect(share).toBe(0)
        else expect(share).toBeGreaterThanOrEqual(comesAndGoes.includes(id) ? 0.1 : 0.5)
      }
    },
  )
})
