import { describe, expect, it } from 'vitest'
import { planSpecs } from '../../../simulator/estate/plan-specs.ts'
import { faults, faultyAppOf, reportedAppOf, truthOf } from '../../../simulator/faults/index.ts'
import { advanceWorld } from '../../../simulator/physics/advance-world.ts'
import { createSimulatedWorld } from '../../../simulator/physics/create-simulated-world.ts'
import { hourInMs } from '../../../simulator/physics/simulated-time.ts'
import type { SimulatedWorld } from '../../../simulator/physics/simulated-world.ts'
import { appOf, figures, isWell, minute, startedAt } from '../figures.ts'

/** The plan of an app whose trouble has been felt for so long. */
function worldOfAge(fault: string, app: string, troubleAgeInMs: number, seed: number): SimulatedWorld {
  const own = planSpecs.filter(({ apps }) => apps.some(({ name }) => name === app))
  const options = { seed, startedAt, historyInMs: hourInMs, faults: { [app]: fault }, troubleAgeInMs }
  const world = createSimulatedWorld(options, own)
  advanceWorld(world, startedAt)
  return world
}

/** Share of the last hour's stretches of five minutes in which the reported app was not well. */
function badShare(world: SimulatedWorld, name: string): number {
  const app = appOf(world, name)
  const ends = Array.from({ length: 12 }, (_, index) => startedAt - index * 5 * minute)
  return ends.filter((to) => !isWell(figures(world, app, to - 5 * minute, to), app)).length / ends.length
}

describe.each([4, 24])('trouble that is %i hours old', (hours) => {
  it.each(faults.filter(({ outcome }) => outcome !== 'nothing-wrong').map(({ id }) => id))(
    '%s is still felt, unless it says that it is over',
    (id) => {
      const fault = faults.find((one) => one.id === id)
      if (fault === undefined) throw new Error(id)
      const world = worldOfAge(id, faultyAppOf(fault), hours * hourInMs, 6)
      const onset = Math.min(...world.faults.map((active) => active.onset))
      const { over = false } = truthOf(fault, { at: startedAt, onset, quotaDayFrom: world.quotaDayFrom })

      const share = badShare(world, reportedAppOf(fault))

      if (over) expect(share).toBe(0)
      else expect(share).toBeGreaterThanOrEqual(id === 'cold-start' ? 0.1 : 0.5)
    },
  )
})
