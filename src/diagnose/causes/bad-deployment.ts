import { phrase } from '../../incident/phrase.ts'
import { slotWithFormer } from '../former.ts'
import { need } from '../needs.ts'
import { deployedBefore, notDeployed } from '../signs/changes.ts'
import { containersDown } from '../signs/containers.ts'
import { cpuHighEverywhere } from '../signs/cpu.ts'
import { slowNowAndThen } from '../signs/idle.ts'
import { oneFails } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { restartedByChange, startedAnew } from '../signs/processes.ts'
import { failing, frontEndFailing, goesWrong, requestsGone, slower, unhealthy } from '../signs/requests.ts'
import { notAlwaysOn, switchedOff } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { both, weighing } from '../weighing.ts'

/**
 * New code broke the app: a deployment or a swap. Needs to see it in the ten minutes before a symptom began; requests
 * that fail, in Azure's count or at the front end, and processes that crash and begin anew confirm it. No such change,
 * CPU or memory that ran out, one instance alone and trouble of Azure's own speak against it. Settings that were
 * written with it do not: a deployment often writes some. Thresholds: `signs/changes.ts` (ours), Microsoft's for
 * Http5xx and the health check. No step: what helps is to go back to the version before, which the summary says.
 */
export const badDeployment: Cause = {
  id: 'bad-deployment',
  weigh: weighing({
    needs: [need(deployedBefore, 'evidence.lacks.deployment'), need(goesWrong, 'evidence.lacks.trouble')],
    signs: [
      [deployedBefore, 0.6],
      [failing, 0.35],
      [startedAnew, 0.25],
      [restartedByChange, 0.1],
      [frontEndFailing, 0.2],
      [requestsGone, 0.2],
      [unhealthy, 0.15],
      [slower, 0.1],
      [detectorSays('deployment'), 0.1],
    ],
    against: [
      [notDeployed, 0.85],
      [cpuHighEverywhere, 0.25],
      [memoryClimbed, 0.4],
      [oneFails, 0.5],
      [both(slowNowAndThen, notAlwaysOn), 0.5],
      [containersDown, 0.4],
      [switchedOff, 0.9],
      [azureTroubled, 0.15],
    ],
  }),
  steps: (seen) => {
    const slot = slotWithFormer(seen)
    return slot === undefined
      ? []
      : [{ step: 'swap-back', args: { slot }, why: phrase('cause.bad-deployment.step.swap-back', { slot }) }]
  },
}
