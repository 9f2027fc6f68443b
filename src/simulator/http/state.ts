import { advance } from '../physics/advance.ts'
import type { World } from '../physics/world.ts'
import type { Conditions, ReceivedWrite, SimulatorClock } from '../types.ts'
import type { Throttle } from './throttle.ts'

/** What all hosts of the simulator share. */
export interface State {
  readonly world: World
  readonly clock: SimulatorClock
  readonly throttle: Throttle
  readonly writes: ReceivedWrite[]
  conditions: Conditions
}

/** The simulated time, with the physics brought up to it. */
export function nowIn({ world, clock }: State): number {
  const now = Math.floor(clock.now())
  advance(world, now)
  return now
}
