import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff, syntheticRequestForbidden } from '../indicators/app-status.ts'
import { azureReportsTrouble, resourceHealthUnseen } from '../indicators/azure-health.ts'
import { moreConnections, queueGrew, threadsFlat, threadsKeepRising } from '../indicators/backlog.ts'
import { cpuHighEverywhere, cpuNormal } from '../indicators/cpu.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { trafficStoppedInFront } from '../indicators/own-requests.ts'
import { processesOlderThanOnset, processesRestarted } from '../indicators/process-restarts.ts'
import { healthCheckFailing, requestsDropped, syntheticRequestFailed } from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import {
  answersHang,
  cpuTimeDropped,
  healthCheckPassing,
  instancesStalled,
  ownRequestServed,
  ownRequestUnseen,
  stalledInstancesSpin,
} from '../indicators/stall.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { warmsUp } from '../indicators/warm-up.ts'
import type { Cause } from '../types.ts'

/**
 * The process lives and answers nothing: a deadlock. Needs requests that no longer get through, or a queue or
 * answers of minutes with next to no CPU time, while the plan has CPU to spare; threads that do not grow, a failing health check and processes that
 * are old confirm it. A change right before, processes that begin anew, threads or connections that pile up (it waits
 * for something, then), requests of ours that it answers well and trouble of Azure's own speak against it. Thresholds: ours, and Microsoft's for the queue and
 * the health check. Steps: a new process works; a dump of the old one first, since it holds the reason.
 */
export const hungProcessCause: Cause = {
  id: 'hung-process',
  resembles: ['thread-exhaustion', 'slow-dependency'],
  spokenAs: `
    deadlock*, dead lock*, lock contention, hangs, hanging, hangt, hangen, hung, vastgelopen, vastloop*, stuck,
    frozen, bevroren, bloque*, endless loop*`,
  origin: 'app',
  onCpu: 'waits',
  inPlainWords: 'software',
  remedies: {
    lasting: ['code-fix', 'timeouts', 'async-code'],
    relief: ['soft-restart', 'restart', 'restart-instance', 'auto-heal', 'health-check'],
  },
  docs: 'https://learn.microsoft.com/dotnet/core/diagnostics/debug-deadlock',
  provenBy: 'threads',
  isInDump: true,
  shownBy: /threads|queue/,
  assess: assessWith({
    required: [
      requireIndicator(
        anyOf(instancesStalled, requestsDropped, allOf(queueGrew, cpuTimeDropped), allOf(answersHang, cpuTimeDropped)),
        'evidence.lacks.stall',
      ),
      requireIndicator(anyOf(cpuTimeDropped, cpuNormal), 'evidence.lacks.cpu-to-spare'),
    ],
    indicators: [
      [instancesStalled, 0.4],
      [requestsDropped, 0.25],
      [cpuTimeDropped, 0.4],
      [answersHang, 0.3],
      [stalledInstancesSpin, 0.35],
      [queueGrew, 0.25],
      [healthCheckFailing, 0.2],
      [syntheticRequestFailed, 0.15],
      [threadsFlat, 0.15],
      [processesOlderThanOnset, 0.15],
    ],
    against: [
      [cpuHighEverywhere, 0.8],
      [changedBeforeOnset, 0.45],
      [containersDown, 0.8],
      [appSwitchedOff, 0.95],
      [syntheticRequestForbidden, 0.7],
      [trafficStoppedInFront, 0.6],
      [processesRestarted, 0.3],
      [unlessShown(cpuTimeDropped, threadsKeepRising), 0.4],
      [unlessShown(anyOf(cpuTimeDropped, stalledInstancesSpin), moreConnections), 0.3],
      [ownRequestServed, 0.7],
      [unlessShown(anyOf(queueGrew, healthCheckFailing, answersHang), ownRequestUnseen), 0.4],
      [healthCheckPassing, 0.4],
      [memoryRose, 0.3],
      [onlyOneInstanceAffected, 0.5],
      [azureReportsTrouble, 0.5],
      [resourceHealthUnseen, 0.3],
      [warmsUp, 0.5],
    ],
  }),
  steps: () => [
    { step: 'soft-restart', args: {}, why: messageOf('cause.hung-process.step.soft-restart') },
    { step: 'restart', args: {}, why: messageOf('cause.hung-process.step.restart') },
    // Not for now: the next time, Azure does it without anybody.
    { step: 'auto-heal', args: { trigger: 'slow-requests' }, why: messageOf('cause.hung-process.step.auto-heal') },
  ],
}
