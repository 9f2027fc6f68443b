import { phrase } from '../../incident/phrase.ts'
import { changedBefore } from '../signs/changes.ts'
import { accused, allAlike, comparisons, standsOut } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { resourceImpaired, serviceEvent } from '../signs/platform.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * One instance is ill while its siblings are well. Needs one instance to stand out from the others in errors, response
 * time, queue, CPU, memory or state; all signs are about that one. All instances alike, memory that fills on most
 * of them, a change right before and trouble of Azure's own speak against it. Thresholds: `signs/instances.ts` (ours, relative to the siblings).
 */
export const badInstance: Cause = {
  id: 'bad-instance',
  weigh: weighing({
    needs: [],
    signs: comparisons.map(([compare, weight]) => [standsOut(compare), weight] as const),
    against: [
      [allAlike, 0.85],
      [memoryClimbed, 0.4],
      [changedBefore, 0.15],
      [either(resourceImpaired, serviceEvent), 0.4],
    ],
  }),
  steps: (seen) => {
    const instance = accused(seen)
    if (instance === undefined) return []
    const why = phrase('cause.bad-instance.step.restart-instance', { instance })
    return [{ step: 'restart-instance', args: { instance }, why }]
  },
}
