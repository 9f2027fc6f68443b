import { need } from '../needs.ts'
import { changedBefore, changesUnseen, notChanged } from '../signs/changes.ts'
import { containersDown } from '../signs/containers.ts'
import { cpuHighEverywhere, cpuOrdinary } from '../signs/cpu.ts'
import { oneAlone } from '../signs/instances.ts'
import { memoryClimbed, memoryHigh } from '../signs/memory.ts'
import { memoryFullAllAlong } from '../signs/memory-full.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { restartsAgain, startedAnew, startedBefore } from '../signs/processes.ts'
import { failing, failsInBursts, frontEndFailing, goesWrong, unhealthy } from '../signs/requests.ts'
import { switchedOff } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * The process crashes on an exception and begins anew, again and again (the article's third cause). Needs processes
 * that began after the trouble did, or memory that falls at once again and again, with requests that fail; errors in
 * bursts and ordinary CPU confirm it. Processes as old as before, a change right before, memory that ran out (that
 * ends processes too) and trouble of Azure's own speak against it. Thresholds: ours, and Microsoft's for Http5xx. No
 * step: Azure restarts it each time already, so the exception in the event log is what helps, as the summary says.
 */
export const crashing: Cause = {
  id: 'crashing',
  weigh: weighing({
    needs: [
      need(either(restartsAgain, startedAnew), 'evidence.lacks.restarts'),
      need(goesWrong, 'evidence.lacks.trouble'),
    ],
    signs: [
      [restartsAgain, 0.45],
      [startedAnew, 0.4],
      [failing, 0.25],
      [failsInBursts, 0.2],
      [frontEndFailing, 0.1],
      [unhealthy, 0.1],
      [notChanged, 0.1],
      [cpuOrdinary, 0.1],
      [detectorSays('crash'), 0.2],
    ],
    against: [
      [startedBefore, 0.8],
      [changedBefore, 0.5],
      [changesUnseen, 0.3],
      [memoryClimbed, 0.6],
      [either(memoryHigh, memoryFullAllAlong), 0.4],
      [cpuHighEverywhere, 0.5],
      [oneAlone, 0.4],
      [containersDown, 0.6],
      [switchedOff, 0.9],
      [azureTroubled, 0.4],
    ],
  }),
  steps: () => [],
}
