import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { killedOften, logCondition } from '../indicators/log-entries.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { memoryClimbedForHours } from '../indicators/memory-history.ts'
import {
  killedForMemory,
  killLogged,
  memoryFilledSlowly,
  memoryLeaps,
  runsInContainer,
} from '../indicators/memory-kills.ts'
import { processesOlderThanOnset, processesRestarted, restartsRepeatedly } from '../indicators/process-restarts.ts'
import {
  errorsInBursts,
  requestsImpaired,
  serverErrorsHigh,
  syntheticRequestFailed,
  visitorsAffected,
} from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { nextLargerSku } from '../larger-sku.ts'
import type { Cause } from '../types.ts'

/**
 * On Linux, the kernel kills the app's container (or a worker process in it) because it takes more memory than there
 * is, and Azure starts another. Needs Azure's word or a log's that it was killed, or memory that leaps to the limit
 * and is back within minutes, with requests that fail; processes that begin anew and errors in bursts confirm it.
 * Memory that climbed for minutes or hours each time is a leak, which ends in the same kill and is told as a leak, unless a
 * log tells of kills in quick succession: what needs more than there is fills it within minutes; processes as old as before
 * and a change right before speak against it, and so does a server that ended its worker for being slow, in the same
 * words. Threshold: Microsoft's MemoryPercentage above 90. Step: the next size, since a new container has no more memory.
 */
export const containerOutOfMemoryCause: Cause = {
  id: 'container-out-of-memory',
  resembles: ['crashing', 'memory-leak'],
  refines: ['crashing', 'memory-too-small'],
  spokenAs: `
    memory, geheugen, geheuge, mem, ram, oom, oom kill*, oomkill*, out of memory, exit code 137, 137, speicher,
    memoire, memoria`,
  origin: 'app',
  inPlainWords: 'software',
  remedies: { lasting: ['code-fix', 'background-work'], relief: ['scale-up'] },
  docs: 'https://learn.microsoft.com/azure/app-service/configure-custom-container',
  provenBy: 'memory',
  assess: assessWith({
    required: [
      requireIndicator(runsInContainer, 'evidence.lacks.container'),
      requireIndicator(anyOf(killedForMemory, killLogged, memoryLeaps), 'evidence.lacks.memory-kill'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    named: allOf(detectorNames('memory'), killedForMemory, visitorsAffected),
    indicators: [
      [killedForMemory, 0.55],
      [killLogged, 0.55],
      [memoryLeaps, 0.45],
      [restartsRepeatedly, 0.2],
      [processesRestarted, 0.2],
      [serverErrorsHigh, 0.15],
      [errorsInBursts, 0.1],
      [syntheticRequestFailed, 0.05],
      [detectorReports('memory'), 0.1],
    ],
    against: [
      [unlessShown(killedOften, memoryClimbedForHours), 0.5],
      [unlessShown(killedOften, memoryFilledSlowly), 0.7],
      [unlessShown(anyOf(memoryLeaps, killedOften), memoryRose), 0.4],
      [unlessShown(anyOf(killedForMemory, killLogged), processesOlderThanOnset), 0.6],
      [logCondition('worker-timeout'), 0.4],
      [changedBeforeOnset, 0.3],
      [onlyOneInstanceAffected, 0.3],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: (findings) => {
    const larger = nextLargerSku(findings)
    if (larger === undefined) return []
    const why = messageOf('cause.container-out-of-memory.step.scale-up', larger)
    return [{ step: 'scale-up', args: { sku: larger.sku }, why }]
  },
}
