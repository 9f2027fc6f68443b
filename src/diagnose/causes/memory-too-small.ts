import { phrase } from '../../incident/phrase.ts'
import { largerSize } from '../larger.ts'
import { need } from '../needs.ts'
import { changedBefore } from '../signs/changes.ts'
import { cpuHighEverywhere, cpuOrdinary } from '../signs/cpu.ts'
import { oneAlone } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { diskQueues, memoryFullAllAlong, memoryFullBefore, memoryHadRoom, memoryHasRoom } from '../signs/memory-full.ts'
import { alertSays, detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { failing, notSuffering, requestSlow, slower } from '../signs/requests.ts'
import { switchedOff } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { weighing } from '../weighing.ts'

/**
 * The plan has too little memory for what lives on it. Needs memory that was full all the window long and in the hours
 * before or on other days; a disk that queues (memory is paged out to it) and slowness that comes with the day's
 * traffic confirm it. Memory with room, a climb within the hour (a leak), a plan out of CPU and trouble of Azure's own
 * speak against it. Thresholds: Microsoft's MemoryPercentage above 90. Step: the next size, where the
 * family has one, since more instances have the same memory each and a restart fills again; or an app moves away.
 */
export const memoryTooSmall: Cause = {
  id: 'memory-too-small',
  weigh: weighing({
    needs: [
      need(memoryFullAllAlong, 'evidence.lacks.memory-full'),
      need(memoryFullBefore, 'evidence.lacks.memory-full-before'),
    ],
    signs: [
      [memoryFullAllAlong, 0.45],
      [memoryFullBefore, 0.45],
      [diskQueues, 0.25],
      [slower, 0.1],
      [requestSlow, 0.05],
      [failing, 0.1],
      [cpuOrdinary, 0.1],
      [detectorSays('memory'), 0.1],
      [alertSays('memory'), 0.05],
    ],
    against: [
      [memoryHasRoom, 0.9],
      [memoryHadRoom, 0.7],
      [memoryClimbed, 0.5],
      [cpuHighEverywhere, 0.5],
      [changedBefore, 0.3],
      [notSuffering, 0.35],
      [oneAlone, 0.4],
      [switchedOff, 0.9],
      [azureTroubled, 0.4],
    ],
  }),
  steps: (seen) => {
    const larger = largerSize(seen)
    if (larger === undefined) return []
    const why = phrase('cause.memory-too-small.step.scale-up', larger)
    return [{ step: 'scale-up', args: { sku: larger.sku }, why }]
  },
}
