import { allOf, anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import { alwaysOnDisabled, appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { hadIdlePauses, neverIdle, slowAfterIdle } from '../indicators/idle.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { processesRestarted, restartsRepeatedly } from '../indicators/process-restarts.ts'
import { containersDown } from '../indicators/running-containers.ts'
import {
  beganWithStart,
  cpuHighAtFirst,
  doesNotFade,
  endedByHand,
  endedByItself,
  fadesAway,
} from '../indicators/warm-up.ts'
import { onlyNewWorkersSlow } from '../indicators/worker-change.ts'
import type { Cause } from '../types.ts'

/**
 * Processes that began anew (a deployment, a swap, a restart, more workers) answer slowly or not at all until they are
 * warm. Needs trouble that begins as they do, and fades from then on or is felt on workers alone that are new; CPU that is high at first only and an end that
 * nobody brought about confirm it. What does not fade, processes that begin anew again, a change meanwhile, pauses in
 * which the app is unloaded, memory that climbs and trouble of Azure's own speak against it. Thresholds:
 * `indicators/warm-up.ts` (ours). No step: it is over in minutes, and whatever restarts it begins it anew.
 */
export const slowWarmUpCause: Cause = {
  id: 'slow-warm-up',
  resembles: ['bad-deployment', 'cold-start', 'cpu-saturation'],
  spokenAs: `
    warm*, warm up*, opwarm*, cold start*, koude start*, jit, kaltstart*, after the recycle, after the restart,
    na de herstart`,
  origin: 'app',
  inPlainWords: 'starting',
  remedies: { lasting: ['warm-up'], relief: ['waiting'] },
  docs: 'https://learn.microsoft.com/azure/app-service/configure-common',
  endsWith: 'start',
  assess: assessWith({
    required: [
      requireIndicator(beganWithStart, 'evidence.lacks.start'),
      requireIndicator(anyOf(fadesAway, onlyNewWorkersSlow), 'evidence.lacks.fading'),
    ],
    indicators: [
      [fadesAway, 0.6],
      [onlyNewWorkersSlow, 0.5],
      [beganWithStart, 0.4],
      [cpuHighAtFirst, 0.3],
      [endedByItself, 0.25],
      [neverIdle, 0.05],
    ],
    against: [
      [doesNotFade, 0.85],
      [endedByHand, 0.6],
      [processesRestarted, 0.5],
      [restartsRepeatedly, 0.5],
      [anyOf(slowAfterIdle, allOf(alwaysOnDisabled, hadIdlePauses)), 0.6],
      [memoryRose, 0.3],
      [containersDown, 0.6],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: () => [],
  argueAgainst: () => ({
    'restart-instance': 'cause.slow-warm-up.against.restart',
    'soft-restart': 'cause.slow-warm-up.against.restart',
    restart: 'cause.slow-warm-up.against.restart',
    'reboot-worker': 'cause.slow-warm-up.against.restart',
    'scale-up': 'cause.slow-warm-up.against.restart',
  }),
}
