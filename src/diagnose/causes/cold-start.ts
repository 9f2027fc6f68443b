import { need } from '../needs.ts'
import { changedBefore } from '../signs/changes.ts'
import { cpuHighEverywhere } from '../signs/cpu.ts'
import { hadPauses, neverIdle, slowAfterIdle, slowNowAndThen, startedLately } from '../signs/idle.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { failing, notFailing } from '../signs/requests.ts'
import { alwaysOn, notAlwaysOn, switchedOff } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * The app is unloaded when nobody asks for it, and whoever comes first waits for it to start. Needs single slow minutes
 * among ordinary ones; Always On that is off, pauses of Azure's 20 minutes and slowness right after them confirm it.
 * Always On, requests that never pause, errors and a plan out of CPU speak against it. Thresholds: Microsoft's 20
 * minutes, else ours. No step: the app is well once it is warm; Always On (from Basic up) or a request every few
 * minutes is what helps, as the summary says.
 */
export const coldStart: Cause = {
  id: 'cold-start',
  weigh: weighing({
    needs: [
      need(slowNowAndThen, 'evidence.lacks.slow-now-and-then'),
      need(either(notAlwaysOn, slowAfterIdle), 'evidence.lacks.unloaded'),
    ],
    signs: [
      [slowAfterIdle, 0.5],
      [slowNowAndThen, 0.3],
      [notAlwaysOn, 0.35],
      [hadPauses, 0.3],
      [startedLately, 0.15],
      [notFailing, 0.1],
      [detectorSays('coldStart'), 0.1],
    ],
    against: [
      [alwaysOn, 0.85],
      [neverIdle, 0.7],
      [failing, 0.5],
      [cpuHighEverywhere, 0.5],
      [memoryClimbed, 0.3],
      [changedBefore, 0.3],
      [switchedOff, 0.9],
      [azureTroubled, 0.3],
    ],
  }),
  steps: () => [],
}
