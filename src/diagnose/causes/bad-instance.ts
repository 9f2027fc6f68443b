import { phrase } from '../../incident/phrase.ts'
import { need } from '../needs.ts'
import { changedBefore } from '../signs/changes.ts'
import {
  accused,
  allAlike,
  anyStandsOut,
  comparisons,
  onlyInstance,
  onlyOneAstray,
  standsOut,
} from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { azureTroubled } from '../signs/platform.ts'
import { restartsAgain, startedAnew } from '../signs/processes.ts'
import { switchedOff } from '../signs/state.ts'
import { cpuHighAsUsual, requestsAboveUsual } from '../signs/usual-load.ts'
import type { Cause } from '../types.ts'
import { both, either, weighing } from '../weighing.ts'

/**
 * One instance is ill while its siblings are well. Needs one instance to stand out from the others in errors, response
 * time, queue, CPU, memory or state; all signs are about that one. A plan's only instance has no siblings: there it
 * takes CPU and trouble without more requests. All instances alike, memory that fills on most of them, a change right
 * before and trouble of Azure's own speak against it. Thresholds: `signs/instances.ts` (ours, relative to the siblings).
 */
export const badInstance: Cause = {
  id: 'bad-instance',
  weigh: weighing({
    needs: [need(either(anyStandsOut, onlyOneAstray), 'evidence.lacks.stands-out')],
    signs: [...comparisons.map(([compare, weight]) => [standsOut(compare), weight] as const), [onlyOneAstray, 0.75]],
    against: [
      [allAlike, 0.85],
      [memoryClimbed, 0.4],
      [changedBefore, 0.15],
      [both(restartsAgain, startedAnew), 0.3],
      [both(cpuHighAsUsual, onlyOneAstray), 0.4],
      [both(requestsAboveUsual, onlyOneAstray), 0.5],
      [switchedOff, 0.9],
      [azureTroubled, 0.4],
    ],
  }),
  steps: (seen) => {
    const instance = accused(seen) ?? (onlyOneAstray(seen) === undefined ? undefined : onlyInstance(seen))
    if (instance === undefined) return []
    const why =
      accused(seen) === undefined
        ? phrase('cause.bad-instance.step.restart-only-instance', { instance })
        : phrase('cause.bad-instance.step.restart-instance', { instance })
    return [{ step: 'restart-instance', args: { instance }, why }]
  },
}
