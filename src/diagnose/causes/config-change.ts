import { allOf, assessWith, requireIndicator } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { cpuHighEverywhere } from '../indicators/cpu.ts'
import { detectorReports } from '../indicators/external-signals.ts'
import { illByCheckAlone } from '../indicators/health-check.ts'
import { oneInstanceFails } from '../indicators/instance-comparison.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { ownRequestRefused } from '../indicators/own-requests.ts'
import { instancesUnseen, processesRestarted, restartedByChange } from '../indicators/process-restarts.ts'
import { visitorsRefused } from '../indicators/refusals.ts'
import {
  healthCheckFailing,
  requestsDropped,
  requestsImpaired,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
} from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import {
  configuredBeforeOnset,
  deployedBeforeOnset,
  nothingConfigured,
  settingEndedIt,
} from '../indicators/suspected-changes.ts'
import { stillStarting, warmsUp } from '../indicators/warm-up.ts'
import type { Cause } from '../types.ts'

/**
 * A setting broke the app. Needs to see a write to its configuration shortly before a symptom began, as the
 * activity log tells; the restart that Azure follows it with, and requests that fail since, confirm it. A deployment
 * at the same time explains both better, a container that does not start has its own name, and CPU or memory that ran
 * out, one instance alone and trouble of Azure's own speak against it. Thresholds: `indicators/suspected-changes.ts` (ours),
 * Microsoft's for Http5xx and the health check. No step: what helps is to put the setting back, as the summary says.
 */
export const configChangeCause: Cause = {
  id: 'config-change',
  resembles: ['bad-deployment', 'slow-dependency'],
  spokenAs: `
    config*, setting*, app setting*, instelling*, connection string*, environment variable*, env var*,
    parameter*, parametr*, parametro*, tls 1*, einstellung*, anwendungseinstellung*, impostazion*, misconfig*`,
  origin: 'app',
  onCpu: 'fails-early',
  inPlainWords: 'change',
  remedies: { lasting: ['setting-back'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/configure-common',
  provenBy: 'logs',
  isChange: true,
  assess: assessWith({
    required: [
      requireIndicator(configuredBeforeOnset, 'evidence.lacks.configuration'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    indicators: [
      [configuredBeforeOnset, 0.6],
      [settingEndedIt, 0.3],
      [serverErrorsHigh, 0.35],
      [visitorsRefused, 0.35],
      [restartedByChange, 0.2],
      [processesRestarted, 0.15],
      [syntheticRequestFailed, 0.2],
      [ownRequestRefused(401, 403), 0.2],
      [requestsDropped, 0.2],
      [healthCheckFailing, 0.15],
      [responseTimeUp, 0.1],
      [detectorReports('settings'), 0.1],
    ],
    against: [
      [illByCheckAlone, 0.3],
      [nothingConfigured, 0.85],
      [deployedBeforeOnset, 0.6],
      [containersDown, 0.6],
      [allOf(requestsDropped, instancesUnseen), 0.25],
      [cpuHighEverywhere, 0.25],
      [memoryRose, 0.4],
      [oneInstanceFails, 0.5],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.15],
      [warmsUp, 0.65],
      [stillStarting, 0.4],
    ],
  }),
  steps: () => [],
}
