import { phrase } from '../../incident/phrase.ts'
import { startedAnew } from '../signs/changes.ts'
import { oneAlone } from '../signs/instances.ts'
import {
  memoryClimbed,
  memoryClimbedOnFew,
  memoryFell,
  memoryFollowed,
  memoryHigh,
  memorySteady,
} from '../signs/memory.ts'
import { resourceImpaired, serviceEvent } from '../signs/platform.ts'
import { failing, frontEndFailing, slower } from '../signs/requests.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * Memory runs out: a leak, or a plan too small for what it holds. Needs to see memory that climbed or is full; a climb
 * that led the trouble by minutes says most, and worker processes that end and begin anew confirm it. Steady memory, a
 * climb on a few instances only, or one that began with the trouble speaks against it. Thresholds: Microsoft's MemoryPercentage above 90, else ours.
 */
export const memoryLeak: Cause = {
  id: 'memory-leak',
  weigh: weighing({
    needs: [either(memoryClimbed, memoryHigh)],
    signs: [
      [memoryClimbed, 0.65],
      [memoryHigh, 0.45],
      [memoryFell, 0.25],
      [startedAnew, 0.1],
      [slower, 0.1],
      [failing, 0.1],
      [frontEndFailing, 0.05],
    ],
    against: [
      [memorySteady, 0.85],
      [memoryClimbedOnFew, 0.5],
      [memoryFollowed, 0.4],
      [oneAlone, 0.15],
      [either(resourceImpaired, serviceEvent), 0.4],
    ],
  }),
  steps: () => [
    { step: 'soft-restart', args: {}, why: phrase('cause.memory-leak.step.soft-restart') },
    { step: 'restart', args: {}, why: phrase('cause.memory-leak.step.restart') },
  ],
}
