import { need } from '../needs.ts'
import { relief } from '../relief.ts'
import { changedBefore } from '../signs/changes.ts'
import { cpuBurntElsewhere, cpuHighEverywhere, cpuOrdinary, cpuTimeUp } from '../signs/cpu.ts'
import { oneAlone } from '../signs/instances.ts'
import { memoryClimbed, memoryHigh, ownMemoryFlat } from '../signs/memory.ts'
import { neighbourBurns, neighbourFills, neighboursCalm } from '../signs/neighbours.ts'
import { azureTroubled } from '../signs/platform.ts'
import { moreRequests, requestsFlat, slower } from '../signs/requests.ts'
import { switchedOff } from '../signs/state.ts'
import { requestsAsUsual } from '../signs/usual-load.ts'
import { queueGrew } from '../signs/waiting.ts'
import type { Cause } from '../types.ts'
import { both, either, unless, weighing } from '../weighing.ts'

/**
 * Another app on the plan takes the CPU or the memory. Needs the plan to be short of one of them, and either a neighbour
 * whose use of it is far up or an app of our own whose use is not; as many requests as before confirm it. An app that
 * burns more itself, neighbours that are calm, one instance alone and trouble of Azure's own speak against it.
 * Thresholds: `signs/cpu.ts` and `signs/neighbours.ts` (ours), Microsoft's MemoryPercentage above 90. Steps: where CPU
 * is short more instances give room to all; a restart of this app gives none.
 */
export const noisyNeighbour: Cause = {
  id: 'noisy-neighbour',
  weigh: weighing({
    needs: [
      need(either(cpuHighEverywhere, memoryHigh), 'evidence.lacks.plan-short'),
      need(either(neighbourBurns, cpuBurntElsewhere, both(neighbourFills, ownMemoryFlat)), 'evidence.lacks.neighbour'),
    ],
    signs: [
      [neighbourBurns, 0.6],
      [cpuBurntElsewhere, 0.4],
      [both(neighbourFills, memoryHigh), 0.6],
      [both(ownMemoryFlat, neighbourFills), 0.3],
      [cpuHighEverywhere, 0.25],
      [slower, 0.2],
      [queueGrew, 0.1],
      [either(requestsFlat, requestsAsUsual), 0.1],
    ],
    against: [
      [unless(neighbourFills, cpuOrdinary), 0.85],
      [cpuTimeUp, 0.7],
      [moreRequests, 0.3],
      [unless(neighbourFills, neighboursCalm), 0.5],
      [memoryClimbed, 0.4],
      [oneAlone, 0.5],
      [changedBefore, 0.15],
      [switchedOff, 0.9],
      [azureTroubled, 0.4],
    ],
  }),
  steps: (seen) => relief(seen, 'cause.noisy-neighbour.step.scale-out'),
}
