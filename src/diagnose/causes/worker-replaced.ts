import { allOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { cpuHighEverywhere } from '../indicators/cpu.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { restartsRepeatedly } from '../indicators/process-restarts.ts'
import {
  requestsImpaired,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
} from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import { changedBeforeOnset, changesUnseen, nothingChanged } from '../indicators/suspected-changes.ts'
import { stillStarting, warmsUp } from '../indicators/warm-up.ts'
import {
  azureReplacedWorkers,
  maintenanceSaid,
  nobodyScaled,
  onlyNewWorkersSlow,
  scaledOnPurpose,
  scalesByItself,
  workersReplaced,
  workersStayed,
} from '../indicators/worker-change.ts'
import type { Cause } from '../types.ts'

/**
 * Azure moved the app, or a part of it, to other workers, and it lacks there what it had on the old ones: local files, a
 * cache, an address that others let in. Needs instance names that are new as the trouble begins while the old ones end,
 * with requests that go wrong; that nobody changed or scaled anything, and Azure's own word, confirm it. It says why
 * processes are cold, or why one instance stands out, where it is a new one. A change or scaling by people or rules,
 * workers that stayed, trouble that fades, an old instance alone, CPU or memory that ran out speak against it.
 * Thresholds: `indicators/worker-change.ts` (ours). No step: a restart on the same new workers brings nothing back, and
 * every one of them has the same.
 */
export const workerReplacedCause: Cause = {
  id: 'worker-replaced',
  resembles: ['slow-warm-up', 'bad-instance', 'azure-outage'],
  refines: ['slow-warm-up', 'bad-instance'],
  spokenAs: `
    worker* … moved, worker* … replaced, new worker*, nieuwe worker*, other worker*, machine* … vervangen,
    instance* … moved, platform update*, platform upgrade*, maintenance, onderhoud*, failover, moved, verhuisd,
    verplaatst`,
  origin: 'azure',
  inPlainWords: 'server',
  remedies: { lasting: ['nat-gateway'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/overview-inbound-outbound-ips',
  endsWith: 'azure',
  assess: assessWith({
    required: [
      requireIndicator(workersReplaced, 'evidence.lacks.workers-replaced'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    indicators: [
      [workersReplaced, 0.5],
      [azureReplacedWorkers, 0.35],
      [allOf(nobodyScaled, workersReplaced), 0.25],
      [nothingChanged, 0.2],
      [serverErrorsHigh, 0.25],
      [responseTimeUp, 0.1],
      [syntheticRequestFailed, 0.1],
    ],
    against: [
      [scaledOnPurpose, 0.85],
      [scalesByItself, 0.5],
      [changedBeforeOnset, 0.7],
      [changesUnseen, 0.4],
      [workersStayed, 0.7],
      [warmsUp, 0.3],
      [unlessShown(azureReplacedWorkers, stillStarting), 0.2],
      [restartsRepeatedly, 0.4],
      [unlessShown(onlyNewWorkersSlow, onlyOneInstanceAffected), 0.5],
      [cpuHighEverywhere, 0.5],
      [memoryRose, 0.3],
      [containersDown, 0.4],
      [appSwitchedOff, 0.9],
      [unlessShown(maintenanceSaid, azureReportsTrouble), 0.3],
    ],
  }),
  steps: () => [],
}
