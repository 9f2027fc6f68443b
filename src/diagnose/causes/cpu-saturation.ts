import { phrase } from '../../incident/phrase.ts'
import type { SuggestedStep } from '../../incident/verdict.ts'
import { need } from '../needs.ts'
import { relief } from '../relief.ts'
import { changedBefore } from '../signs/changes.ts'
import { cpuBurntElsewhere, cpuHighEverywhere, cpuOrdinary, cpuTimeUp } from '../signs/cpu.ts'
import { oneAlone, onlyOneAstray } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { memoryFullAllAlong } from '../signs/memory-full.ts'
import { neighbourBurns } from '../signs/neighbours.ts'
import { alertSays, detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { failing, moreRequests, notSlower, requestSlow, slower } from '../signs/requests.ts'
import { switchedOff } from '../signs/state.ts'
import { cpuHighAsUsual, requestsAboveUsual } from '../signs/usual-load.ts'
import { queueGrew } from '../signs/waiting.ts'
import type { Cause, Seen } from '../types.ts'
import { weighing } from '../weighing.ts'

/**
 * Every instance of the plan is out of CPU, and this app is what takes it. Needs to see the plan's CPU high on all of
 * them; slower answers, the app's own CPU time, more requests than before or than at this hour on other days, and a
 * queue confirm it. CPU within reach of one instance only, CPU that is as high every day, a neighbour that takes it,
 * memory that filled first, a change right before and trouble of Azure's own speak against it. Thresholds:
 * `signs/cpu.ts` (ours), Microsoft's for the queue.
 */
export const cpuSaturation: Cause = {
  id: 'cpu-saturation',
  weigh: weighing({
    needs: [need(cpuHighEverywhere, 'evidence.lacks.cpu-high')],
    signs: [
      [cpuHighEverywhere, 0.6],
      [slower, 0.25],
      [requestSlow, 0.1],
      [cpuTimeUp, 0.25],
      [queueGrew, 0.15],
      [moreRequests, 0.2],
      [requestsAboveUsual, 0.2],
      [failing, 0.05],
      [detectorSays('cpu'), 0.1],
      [alertSays('cpu'), 0.05],
    ],
    against: [
      [cpuOrdinary, 0.85],
      [oneAlone, 0.5],
      [onlyOneAstray, 0.35],
      [cpuHighAsUsual, 0.4],
      [memoryClimbed, 0.5],
      [memoryFullAllAlong, 0.2],
      [changedBefore, 0.25],
      [cpuBurntElsewhere, 0.5],
      [neighbourBurns, 0.3],
      [notSlower, 0.3],
      [switchedOff, 0.9],
      [azureTroubled, 0.5],
    ],
  }),
  steps: (seen) => {
    const out = relief(seen, 'cause.cpu-saturation.step.scale-out')
    return out.length === 0 ? [] : [...out, ...recycle(seen)]
  },
}

/** More CPU for no more requests may be a process that spins, which more instances only dilute. Never the first step. */
const recycle = (seen: Seen): readonly SuggestedStep[] => {
  const spins = cpuTimeUp(seen) !== undefined && moreRequests(seen) === undefined
  return spins ? [{ step: 'soft-restart', args: {}, why: phrase('cause.cpu-saturation.step.soft-restart') }] : []
}
