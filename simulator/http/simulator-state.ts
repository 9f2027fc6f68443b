import { advanceWorld } from '../physics/advance-world.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import type { ReceivedWrite, SimulatorClock, SimulatorConditions } from '../types.ts'
import type { RequestThrottle } from './request-throttle.ts'

/** What all hosts of the simulator share. */
export interface SimulatorState {
  readonly world: SimulatedWorld
  readonly clock: SimulatorClock
  readonly throttle: RequestThrottle
  readonly writes: ReceivedWrite[]
  conditions: SimulatorConditions
}

/** The simulated time, with the physics brought up to it. */
export function advanceToNow({ world, clock }: SimulatorState): number {
  const now = Math.floor(clock.now())
  advanceWorld(world, now)
  return now
}
