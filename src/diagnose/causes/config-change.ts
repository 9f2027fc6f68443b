import { need } from '../needs.ts'
import { configuredBefore, deployedBefore, notConfigured } from '../signs/changes.ts'
import { containersDown } from '../signs/containers.ts'
import { cpuHighEverywhere } from '../signs/cpu.ts'
import { oneFails } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { instancesUnseen, restartedByChange, startedAnew } from '../signs/processes.ts'
import { failing, frontEndFailing, goesWrong, requestsGone, slower, unhealthy } from '../signs/requests.ts'
import { switchedOff } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { both, weighing } from '../weighing.ts'

/**
 * A setting broke the app. Needs to see a write to its configuration in the ten minutes before a symptom began, as the
 * activity log tells; the restart that Azure follows it with, and requests that fail since, confirm it. A deployment
 * at the same time explains both better, a container that does not start has its own name, and CPU or memory that ran
 * out, one instance alone and trouble of Azure's own speak against it. Thresholds: `signs/changes.ts` (ours),
 * Microsoft's for Http5xx and the health check. No step: what helps is to put the setting back, as the summary says.
 */
export const configChange: Cause = {
  id: 'config-change',
  weigh: weighing({
    needs: [need(configuredBefore, 'evidence.lacks.configuration'), need(goesWrong, 'evidence.lacks.trouble')],
    signs: [
      [configuredBefore, 0.6],
      [failing, 0.35],
      [restartedByChange, 0.2],
      [startedAnew, 0.15],
      [frontEndFailing, 0.2],
      [requestsGone, 0.2],
      [unhealthy, 0.15],
      [slower, 0.1],
      [detectorSays('settings'), 0.1],
    ],
    against: [
      [notConfigured, 0.85],
      [deployedBefore, 0.6],
      [containersDown, 0.6],
      [both(requestsGone, instancesUnseen), 0.25],
      [cpuHighEverywhere, 0.25],
      [memoryClimbed, 0.4],
      [oneFails, 0.5],
      [switchedOff, 0.9],
      [azureTroubled, 0.15],
    ],
  }),
  steps: () => [],
}
