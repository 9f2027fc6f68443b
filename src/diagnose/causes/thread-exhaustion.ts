import { phrase } from '../../incident/phrase.ts'
import { need } from '../needs.ts'
import { changedBefore } from '../signs/changes.ts'
import { cpuHighEverywhere, cpuOrdinary } from '../signs/cpu.ts'
import { oneAlone } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { failing, goesWrong, slower } from '../signs/requests.ts'
import { socketsUp } from '../signs/sockets.ts'
import { switchedOff } from '../signs/state.ts'
import { connectionsFlat, connectionsUnseen, moreConnections, queueGrew, threadsClimbed } from '../signs/waiting.ts'
import type { Cause } from '../types.ts'
import { weighing } from '../weighing.ts'

/**
 * The thread pool runs dry: requests block threads that wait for work that needs a thread (sync over async), and the
 * pool adds only one or two a second. Needs threads that climbed to many times as before while CPU is ordinary and
 * requests go wrong; a queue and connections that do not grow with the threads confirm it. Connections that do grow say
 * that it is the dependency that is slow, and where they were not seen that is as likely; CPU that ran out, a change right before and trouble of Azure's own speak
 * against it too. Thresholds: `signs/waiting.ts` (ours; the pace of the pool is Microsoft's). Steps: a new process
 * begins with an empty queue, and is well for a while; the code is what ends it, as the summary says.
 */
export const threadExhaustion: Cause = {
  id: 'thread-exhaustion',
  weigh: weighing({
    needs: [
      need(threadsClimbed, 'evidence.lacks.threads-climb'),
      need(cpuOrdinary, 'evidence.lacks.cpu-to-spare'),
      need(goesWrong, 'evidence.lacks.trouble'),
    ],
    signs: [
      [threadsClimbed, 0.5],
      [connectionsFlat, 0.35],
      [queueGrew, 0.2],
      [slower, 0.2],
      [cpuOrdinary, 0.15],
      [failing, 0.05],
      [detectorSays('threads'), 0.1],
    ],
    against: [
      [moreConnections, 0.5],
      [connectionsUnseen, 0.3],
      [cpuHighEverywhere, 0.7],
      [socketsUp, 0.4],
      [memoryClimbed, 0.15],
      [changedBefore, 0.3],
      [oneAlone, 0.5],
      [switchedOff, 0.9],
      [azureTroubled, 0.4],
    ],
  }),
  steps: () => [
    { step: 'soft-restart', args: {}, why: phrase('cause.thread-exhaustion.step.soft-restart') },
    // Not for now: it comes again in a while, and then Azure ends it without anybody.
    { step: 'auto-heal', args: { trigger: 'slow-requests' }, why: phrase('cause.thread-exhaustion.step.auto-heal') },
  ],
}
