import { changedBefore } from '../signs/changes.ts'
import { cpuHighEverywhere, cpuOrdinary, cpuTimeUp } from '../signs/cpu.ts'
import { allAlike, oneAlone } from '../signs/instances.ts'
import { memoryClimbed, memoryHigh } from '../signs/memory.ts'
import { platformUnseen, resourceImpaired, serviceEvent } from '../signs/platform.ts'
import { notSlower, requestSlow, slower } from '../signs/requests.ts'
import { moreConnections, moreThreads, queueGrew } from '../signs/waiting.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * The app waits for something it calls: a database, an API. Needs to see slower answers while CPU is ordinary; threads,
 * connections and queues that grow confirm that requests wait. CPU or memory that ran out, a change right before, one
 * instance alone and trouble of Azure's own speak against it. Thresholds: `signs/waiting.ts` (ours), Microsoft's 5 s
 * response time and queue of 100. No step: a restart does not make the dependency answer, as the summary says.
 */
export const slowDependency: Cause = {
  id: 'slow-dependency',
  weigh: weighing({
    needs: [slower, cpuOrdinary],
    signs: [
      [slower, 0.4],
      [cpuOrdinary, 0.35],
      [moreThreads, 0.25],
      [moreConnections, 0.2],
      [queueGrew, 0.2],
      [requestSlow, 0.1],
      [allAlike, 0.1],
    ],
    against: [
      [notSlower, 0.8],
      [cpuHighEverywhere, 0.8],
      [cpuTimeUp, 0.4],
      [memoryClimbed, 0.5],
      [memoryHigh, 0.4],
      [changedBefore, 0.4],
      [oneAlone, 0.7],
      [either(resourceImpaired, serviceEvent), 0.5],
      [platformUnseen, 0.2],
    ],
  }),
  steps: () => [],
}
