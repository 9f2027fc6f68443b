import { phrase } from '../../incident/phrase.ts'
import { need } from '../needs.ts'
import { oneAlone } from '../signs/instances.ts'
import {
  memoryClimbed,
  memoryClimbedOnFew,
  memoryFell,
  memoryFollowed,
  memoryHigh,
  memorySteady,
  ownMemoryFlat,
} from '../signs/memory.ts'
import { memoryFullAllAlong, memoryFullBefore } from '../signs/memory-full.ts'
import { neighbourFills } from '../signs/neighbours.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { startedAnew } from '../signs/processes.ts'
import { failing, frontEndFailing, slower } from '../signs/requests.ts'
import { switchedOff } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * The app holds more and more memory. Needs to see memory that climbed, or that is full without having been so before;
 * a climb that led the trouble by minutes says most, and worker processes that end and begin anew confirm it. Steady
 * memory, memory that was as full on other days or that a neighbour fills, a climb on a few instances only, or one that began with the trouble
 * speaks against it. Thresholds: Microsoft's MemoryPercentage above 90, else ours. Steps: a new process frees what the
 * old one holds; a dump of the old one first, since it holds the reason.
 */
export const memoryLeak: Cause = {
  id: 'memory-leak',
  weigh: weighing({
    needs: [need(either(memoryClimbed, memoryHigh), 'evidence.lacks.memory-climb')],
    signs: [
      [memoryClimbed, 0.65],
      [memoryHigh, 0.45],
      [memoryFell, 0.25],
      [startedAnew, 0.1],
      [slower, 0.1],
      [failing, 0.1],
      [frontEndFailing, 0.05],
      [detectorSays('memory'), 0.1],
    ],
    against: [
      [memorySteady, 0.85],
      [memoryClimbedOnFew, 0.5],
      [memoryFollowed, 0.4],
      [ownMemoryFlat, 0.5],
      [neighbourFills, 0.5],
      [memoryFullAllAlong, 0.6],
      [memoryFullBefore, 0.4],
      [oneAlone, 0.15],
      [switchedOff, 0.8],
      [azureTroubled, 0.4],
    ],
  }),
  steps: () => [
    { step: 'soft-restart', args: {}, why: phrase('cause.memory-leak.step.soft-restart') },
    { step: 'restart', args: {}, why: phrase('cause.memory-leak.step.restart') },
  ],
}
