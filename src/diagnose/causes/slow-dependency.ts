import { need } from '../needs.ts'
import { changedBefore } from '../signs/changes.ts'
import { cpuHighEverywhere, cpuOrdinary, cpuTimeUp } from '../signs/cpu.ts'
import { allAlike, oneAlone } from '../signs/instances.ts'
import { memoryClimbed, memoryHigh } from '../signs/memory.ts'
import { neighbourBurns } from '../signs/neighbours.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled, planUnseen, platformUnseen } from '../signs/platform.ts'
import { restartsAgain } from '../signs/processes.ts'
import { notSlower, requestSlow, requestsGone, slower } from '../signs/requests.ts'
import { socketsUp, timeWaitUp } from '../signs/sockets.ts'
import { refusedAtDoor, switchedOff } from '../signs/state.ts'
import {
  connectionsFlat,
  moreConnections,
  moreThreads,
  queueGrew,
  threadsClimbed,
  threadsFlat,
} from '../signs/waiting.ts'
import type { Cause } from '../types.ts'
import { both, either, weighing } from '../weighing.ts'

/**
 * The app waits for something it calls: a database, an API. Needs to see slower answers while CPU is ordinary; threads
 * and connections that grow together, and queues, confirm that requests wait. Threads that climb without connections
 * (the thread pool), sockets at their ceiling (the ports), requests that stop altogether with idle threads (a hung
 * process), CPU or memory that ran out, a change right before, one instance alone and trouble of Azure's own speak
 * against it. Thresholds: `signs/waiting.ts` (ours), Microsoft's 5 s response time and queue of 100. No step: a restart
 * does not make the dependency answer, as the summary says.
 */
export const slowDependency: Cause = {
  id: 'slow-dependency',
  weigh: weighing({
    needs: [need(slower, 'evidence.lacks.slower'), need(cpuOrdinary, 'evidence.lacks.cpu-to-spare')],
    signs: [
      [slower, 0.4],
      [cpuOrdinary, 0.3],
      [moreThreads, 0.25],
      [moreConnections, 0.25],
      [queueGrew, 0.2],
      [requestSlow, 0.1],
      [allAlike, 0.1],
      [detectorSays('slow'), 0.05],
    ],
    against: [
      [notSlower, 0.8],
      [cpuHighEverywhere, 0.8],
      [cpuTimeUp, 0.4],
      [both(threadsClimbed, connectionsFlat), 0.6],
      [both(moreThreads, connectionsFlat), 0.4],
      [refusedAtDoor, 0.6],
      [either(socketsUp, timeWaitUp), 0.5],
      [both(requestsGone, threadsFlat), 0.5],
      [restartsAgain, 0.4],
      [neighbourBurns, 0.5],
      [memoryClimbed, 0.5],
      [memoryHigh, 0.4],
      [changedBefore, 0.4],
      [oneAlone, 0.7],
      [switchedOff, 0.9],
      [azureTroubled, 0.5],
      [platformUnseen, 0.2],
      [planUnseen, 0.35],
    ],
  }),
  steps: () => [],
}
