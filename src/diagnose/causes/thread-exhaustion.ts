import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import {
  connectionsFlat,
  connectionsUnseen,
  moreConnections,
  queueGrew,
  threadsKeepRising,
  threadsStarve,
} from '../indicators/backlog.ts'
import { cpuHighEverywhere, cpuNormal, moreCpuForSameRequests } from '../indicators/cpu.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { logCondition } from '../indicators/log-entries.ts'
import { memoryHigh, memoryRose } from '../indicators/memory-growth.ts'
import { outboundSocketsUp } from '../indicators/outbound-sockets.ts'
import { requestsImpaired, responseTimeUp, serverErrorsHigh, visitorsAffected } from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { warmsUp } from '../indicators/warm-up.ts'
import type { Cause } from '../types.ts'

/**
 * The thread pool runs dry: requests block threads that wait for work that needs a thread (sync over async), and the
 * pool adds only one or two a second. Needs threads that climbed to many times as before while CPU is ordinary and
 * requests go wrong; a queue and connections that do not grow with the threads confirm it. Connections that do grow
 * with a few more threads say that it is the dependency that is slow, as threads do that came at once and are level
 * since, and where connections were not seen that is as likely; CPU that ran out, memory that is full while CPU goes up
 * (garbage collections), a change right before and trouble of Azure's own speak against it too. Thresholds: `indicators/backlog.ts` (ours; the pace of the pool is Microsoft's). Steps: a new process begins with
 * an empty queue, and is well for a while; the code is what ends it, as the summary says.
 */
export const threadExhaustionCause: Cause = {
  id: 'thread-exhaustion',
  resembles: ['slow-dependency', 'hung-process'],
  spokenAs: 'thread*, threadpool*, thread pool*, starv*, sync over async, lock contention, pool de threads, hilos',
  origin: 'app',
  onCpu: 'waits',
  inPlainWords: 'software',
  remedies: {
    lasting: ['async-code', 'code-fix'],
    relief: ['soft-restart', 'restart', 'restart-instance', 'auto-heal', 'scale-out'],
  },
  docs: 'https://learn.microsoft.com/dotnet/core/diagnostics/debug-threadpool-starvation',
  provenBy: 'threads',
  isInDump: true,
  shownBy: /threads|queue/,
  assess: assessWith({
    required: [
      requireIndicator(threadsKeepRising, 'evidence.lacks.threads-climb'),
      requireIndicator(cpuNormal, 'evidence.lacks.cpu-to-spare'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    named: allOf(detectorNames('threads'), visitorsAffected),
    indicators: [
      [threadsKeepRising, 0.5],
      [allOf(connectionsFlat, threadsKeepRising), 0.35],
      [threadsStarve, 0.3],
      [logCondition('workers-exhausted'), 0.25],
      [queueGrew, 0.2],
      [responseTimeUp, 0.2],
      [cpuNormal, 0.15],
      [serverErrorsHigh, 0.05],
      [detectorReports('threads'), 0.1],
    ],
    against: [
      [unlessShown(threadsStarve, moreConnections), 0.5],
      [connectionsUnseen, 0.3],
      [cpuHighEverywhere, 0.7],
      [unlessShown(threadsStarve, outboundSocketsUp), 0.4],
      [memoryRose, 0.15],
      [allOf(moreCpuForSameRequests, anyOf(memoryHigh, memoryRose)), 0.4],
      [changedBeforeOnset, 0.3],
      [onlyOneInstanceAffected, 0.5],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
      [warmsUp, 0.5],
    ],
  }),
  steps: () => [
    { step: 'soft-restart', args: {}, why: messageOf('cause.thread-exhaustion.step.soft-restart') },
    // Not for now: it comes again in a while, and then Azure ends it without anybody.
    { step: 'auto-heal', args: { trigger: 'slow-requests' }, why: messageOf('cause.thread-exhaustion.step.auto-heal') },
  ],
}
