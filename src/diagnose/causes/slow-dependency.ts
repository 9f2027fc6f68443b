import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff, syntheticRequestForbidden } from '../indicators/app-status.ts'
import { recycledByRule } from '../indicators/auto-heal.ts'
import { azureReportsTrouble, planMetricsUnseen, resourceHealthUnseen } from '../indicators/azure-health.ts'
import {
  connectionsFlat,
  moreConnections,
  moreThreads,
  queueGrew,
  threadsFlat,
  threadsKeepRising,
  threadsStarve,
} from '../indicators/backlog.ts'
import { dependenciesQuick, dependencyFails, dependencySlow } from '../indicators/calls.ts'
import { cpuHighEverywhere, cpuNormal, cpuTimeUp } from '../indicators/cpu.ts'
import { detectorReports } from '../indicators/external-signals.ts'
import { allInstancesAlike, onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { logCondition } from '../indicators/log-entries.ts'
import { memoryHigh, memoryRose } from '../indicators/memory-growth.ts'
import { neighbourCpuUp } from '../indicators/neighbour-load.ts'
import { outboundSocketsUp, timeWaitSocketsUp } from '../indicators/outbound-sockets.ts'
import { restartsRepeatedly } from '../indicators/process-restarts.ts'
import {
  requestsDropped,
  responseTimeNormal,
  responseTimeUp,
  syntheticRequestSlow,
} from '../indicators/request-symptoms.ts'
import { cpuTimeDropped, ownRequestServed } from '../indicators/stall.ts'
import { changedBeforeOnset, changesUnseen } from '../indicators/suspected-changes.ts'
import { longestAtTimeLimit, pathCutOff } from '../indicators/time-limit.ts'
import { stillStarting, warmsUp } from '../indicators/warm-up.ts'
import type { Cause } from '../types.ts'

/**
 * The app waits for something it calls: a database, an API. Needs to see slower answers while CPU is ordinary; threads
 * and connections that grow together, and queues, confirm that requests wait. Threads that climb without connections
 * (the thread pool), CPU time that is gone (a dead process), sockets at their ceiling (the ports), requests that stop altogether with idle threads (a hung
 * process), CPU or memory that ran out, a change right before, one instance alone and trouble of Azure's own speak
 * against it. Thresholds: `indicators/backlog.ts` (ours), Microsoft's 5 s response time and queue of 100. No step: a restart
 * does not make the dependency answer, as the summary says.
 */
export const slowDependencyCause: Cause = {
  id: 'slow-dependency',
  resembles: ['thread-exhaustion', 'snat-exhaustion'],
  spokenAs: `
    database*, databank*, db, dbs, sql*, redis*, cache*, storage account*, api, apis, dependenc*, afhankelijkheid*,
    third party*, backend*, cosmos*, service bus, extern*, datenbank*, base de donnees, base de datos,
    banco de dados, connection pool*, conn pool*, quer*, downstream*`,
  origin: 'outside',
  onCpu: 'waits',
  inPlainWords: 'other',
  remedies: { lasting: ['database-tuning', 'caching', 'timeouts'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/troubleshoot-performance-degradation',
  endsWith: 'outside',
  provenBy: 'calls',
  assess: assessWith({
    required: [
      requireIndicator(responseTimeUp, 'evidence.lacks.slower'),
      requireIndicator(cpuNormal, 'evidence.lacks.cpu-to-spare'),
    ],
    indicators: [
      [responseTimeUp, 0.4],
      [cpuNormal, 0.3],
      [moreThreads, 0.25],
      [moreConnections, 0.25],
      [queueGrew, 0.2],
      [logCondition('connection-timed-out', 'worker-timeout'), 0.15],
      [syntheticRequestSlow, 0.1],
      [allInstancesAlike, 0.1],
      [dependencySlow, 0.35],
      [dependencyFails, 0.1],
      [detectorReports('slow'), 0.05],
    ],
    against: [
      [responseTimeNormal, 0.8],
      [cpuHighEverywhere, 0.8],
      [cpuTimeUp, 0.4],
      [unlessShown(dependencySlow, allOf(threadsKeepRising, connectionsFlat)), 0.6],
      [unlessShown(dependencySlow, allOf(moreThreads, connectionsFlat)), 0.4],
      [threadsStarve, 0.5],
      [cpuTimeDropped, 0.5],
      [syntheticRequestForbidden, 0.6],
      [anyOf(outboundSocketsUp, timeWaitSocketsUp), 0.5],
      [allOf(requestsDropped, threadsFlat), 0.5],
      [unlessShown(recycledByRule, restartsRepeatedly), 0.4],
      // A process that was just recycled is slow without waiting for anybody.
      [unlessShown(anyOf(dependencySlow, moreThreads, moreConnections, queueGrew), recycledByRule), 0.3],
      [neighbourCpuUp, 0.5],
      [memoryRose, 0.5],
      [memoryHigh, 0.4],
      [allOf(anyOf(longestAtTimeLimit, pathCutOff), ownRequestServed), 0.4],
      [dependenciesQuick, 0.2],
      [changedBeforeOnset, 0.4],
      [unlessShown(dependencySlow, changesUnseen), 0.2],
      [onlyOneInstanceAffected, 0.7],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.5],
      [resourceHealthUnseen, 0.2],
      [planMetricsUnseen, 0.35],
      [warmsUp, 0.5],
      [stillStarting, 0.3],
    ],
  }),
  steps: () => [],
  argueAgainst: () => ({
    'scale-out': 'cause.slow-dependency.against.more-instances',
    'autoscale-set': 'cause.slow-dependency.against.more-instances',
    'automatic-scaling': 'cause.slow-dependency.against.more-instances',
    restart: 'cause.slow-dependency.against.restart',
    'reboot-worker': 'cause.slow-dependency.against.restart',
  }),
}
