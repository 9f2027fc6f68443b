import { changedBefore, notChanged, startedAnew } from '../signs/changes.ts'
import { cpuHighEverywhere } from '../signs/cpu.ts'
import { oneAlone } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { resourceImpaired, serviceEvent } from '../signs/platform.ts'
import { failing, frontEndFailing, requestsGone, slower, unhealthy } from '../signs/requests.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * New code, new settings or a swap broke the app. Needs to see that change in the ten minutes before the trouble;
 * requests that fail, in Azure's count or at the front end, and processes that crash and begin anew confirm it.
 * No change, CPU or memory that ran out, one instance alone and trouble of Azure's own speak against it.
 * Thresholds: `signs/changes.ts` (ours), Microsoft's for Http5xx and the health check. No step: what helps is to go
 * back to the version before, which the summary says.
 */
export const badDeployment: Cause = {
  id: 'bad-deployment',
  weigh: weighing({
    needs: [changedBefore, either(failing, frontEndFailing, requestsGone, unhealthy, slower)],
    signs: [
      [changedBefore, 0.6],
      [failing, 0.35],
      [startedAnew, 0.25],
      [frontEndFailing, 0.2],
      [requestsGone, 0.2],
      [unhealthy, 0.15],
      [slower, 0.1],
    ],
    against: [
      [notChanged, 0.85],
      [cpuHighEverywhere, 0.25],
      [memoryClimbed, 0.4],
      [oneAlone, 0.5],
      [either(resourceImpaired, serviceEvent), 0.15],
    ],
  }),
  steps: () => [],
}
