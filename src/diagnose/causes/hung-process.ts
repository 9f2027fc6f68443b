import { phrase } from '../../incident/phrase.ts'
import { need } from '../needs.ts'
import { changedBefore } from '../signs/changes.ts'
import { containersDown } from '../signs/containers.ts'
import { cpuHighEverywhere, cpuOrdinary } from '../signs/cpu.ts'
import { oneAlone } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { azureTroubled } from '../signs/platform.ts'
import { startedAnew, startedBefore } from '../signs/processes.ts'
import { frontEndFailing, requestsGone, unhealthy } from '../signs/requests.ts'
import { cpuTimeGone, instancesStalled } from '../signs/stall.ts'
import { refusedAtDoor, switchedOff } from '../signs/state.ts'
import { moreConnections, queueGrew, threadsClimbed, threadsFlat } from '../signs/waiting.ts'
import type { Cause } from '../types.ts'
import { both, either, weighing } from '../weighing.ts'

/**
 * The process lives and answers nothing: a deadlock. Needs requests that no longer get through, or a queue with next
 * to no CPU time, while the plan has CPU to spare; threads that do not grow, a failing health check and processes that
 * are old confirm it. A change right before, processes that begin anew, threads or connections that pile up (it waits
 * for something, then) and trouble of Azure's own speak against it. Thresholds: ours, and Microsoft's for the queue and
 * the health check. Steps: a new process works; a dump of the old one first, since it holds the reason.
 */
export const hungProcess: Cause = {
  id: 'hung-process',
  weigh: weighing({
    needs: [
      need(either(instancesStalled, requestsGone, both(queueGrew, cpuTimeGone)), 'evidence.lacks.stall'),
      need(either(cpuTimeGone, cpuOrdinary), 'evidence.lacks.cpu-to-spare'),
    ],
    signs: [
      [instancesStalled, 0.4],
      [requestsGone, 0.25],
      [cpuTimeGone, 0.3],
      [queueGrew, 0.25],
      [unhealthy, 0.2],
      [frontEndFailing, 0.15],
      [threadsFlat, 0.15],
      [startedBefore, 0.15],
    ],
    against: [
      [cpuHighEverywhere, 0.8],
      [changedBefore, 0.45],
      [containersDown, 0.8],
      [switchedOff, 0.95],
      [refusedAtDoor, 0.7],
      [startedAnew, 0.3],
      [threadsClimbed, 0.4],
      [moreConnections, 0.3],
      [memoryClimbed, 0.3],
      [oneAlone, 0.5],
      [azureTroubled, 0.5],
    ],
  }),
  steps: () => [
    { step: 'soft-restart', args: {}, why: phrase('cause.hung-process.step.soft-restart') },
    { step: 'restart', args: {}, why: phrase('cause.hung-process.step.restart') },
    // Not for now: the next time, Azure does it without anybody.
    { step: 'auto-heal', args: { trigger: 'slow-requests' }, why: phrase('cause.hung-process.step.auto-heal') },
  ],
}
