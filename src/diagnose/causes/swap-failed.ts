import { anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { cpuHighEverywhere } from '../indicators/cpu.ts'
import { detectorReports } from '../indicators/external-signals.ts'
import { oneInstanceFails } from '../indicators/instance-comparison.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { visitorsRefused } from '../indicators/refusals.ts'
import {
  healthCheckFailing,
  requestsImpaired,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
} from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import {
  changedAfterFailedSwap,
  slotsNotSwapped,
  slotsSwappedAfterAll,
  swapFailedBeforeOnset,
} from '../indicators/swap-failure.ts'
import type { Cause } from '../types.ts'

/**
 * A swap that Azure called off left the app or its slot in trouble: the slot restarted with the settings of production,
 * did not answer while it warmed up, and what it did meanwhile (a migration, a lock, a queue) stays done. Needs a failed
 * swap right before a symptom began; slots that did not change places confirm it. A change that came through
 * after it, slots that did change places, a container that does not start, CPU or memory that ran out, one instance alone
 * and trouble of Azure's own speak against it. Thresholds: `indicators/swap-failure.ts` (ours). No step: nothing was
 * swapped, so that there is nothing to swap back.
 */
export const swapFailedCause: Cause = {
  id: 'swap-failed',
  resembles: ['bad-deployment', 'config-change', 'container-blocked'],
  refines: ['bad-deployment'],
  spokenAs: 'swap*, slot, slots, slot swap*, failed swap, mislukte swap',
  origin: 'app',
  inPlainWords: 'change',
  remedies: { lasting: ['code-fix', 'warm-up'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/deploy-staging-slots',
  isChange: true,
  assess: assessWith({
    required: [
      requireIndicator(swapFailedBeforeOnset, 'evidence.lacks.failed-swap'),
      requireIndicator(anyOf(requestsImpaired, containersDown), 'evidence.lacks.trouble'),
    ],
    indicators: [
      [swapFailedBeforeOnset, 0.55],
      [slotsNotSwapped, 0.3],
      [serverErrorsHigh, 0.3],
      [visitorsRefused, 0.2],
      [syntheticRequestFailed, 0.2],
      [healthCheckFailing, 0.15],
      [responseTimeUp, 0.1],
      [detectorReports('deployment'), 0.1],
    ],
    against: [
      [changedAfterFailedSwap, 0.7],
      [slotsSwappedAfterAll, 0.8],
      [containersDown, 0.4],
      [cpuHighEverywhere, 0.4],
      [memoryRose, 0.4],
      [oneInstanceFails, 0.5],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.3],
    ],
  }),
  steps: () => [],
}
