import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { illByCheckAlone } from '../indicators/health-check.ts'
import {
  allInstancesAlike,
  anyInstanceStandsOut,
  instanceComparisons,
  instanceWithoutContainer,
  outlierIndicator,
  outlierInstanceOf,
} from '../indicators/instance-comparison.ts'
import { crashesLogged } from '../indicators/log-entries.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { processesRestarted, restartsRepeatedly } from '../indicators/process-restarts.ts'
import { changedBeforeOnset, changedLately } from '../indicators/suspected-changes.ts'
import { newWorkerStandsOut, warmsUp } from '../indicators/warm-up.ts'
import { workersRemoved } from '../indicators/worker-count.ts'
import { workersSwing } from '../indicators/worker-swings.ts'
import type { Cause } from '../types.ts'

/**
 * One instance is ill while its siblings are well. Needs one instance to stand out from the others in errors, response
 * time, queue, CPU, memory or state; all signs are about that one. A plan's only instance has no siblings to be worse
 * than. All instances alike, memory that fills on most of them, a change right
 * before, an instance so new that it is merely cold, and trouble of Azure's own speak against it. Thresholds: `indicators/instance-comparison.ts` (ours, relative to the siblings).
 */
export const badInstanceCause: Cause = {
  id: 'bad-instance',
  resembles: ['hung-process', 'cpu-saturation'],
  spokenAs: `
    one instance, een instan*, bad instance*, bad node*, slechte instan*, zieke instan*, kapotte instan*,
    one worker, bad worker*, one machine, bad machine*, single instance, just one, rd0*, rd5*, lw0*, instance,
    instantie, worker`,
  origin: 'either',
  onCpu: 'one-works',
  inPlainWords: 'server',
  remedies: {
    lasting: ['health-check'],
    relief: ['restart-instance', 'reboot-worker', 'soft-restart', 'restart', 'auto-heal'],
  },
  docs: 'https://learn.microsoft.com/azure/app-service/monitor-instances-health-check',
  assess: assessWith({
    required: [requireIndicator(anyInstanceStandsOut, 'evidence.lacks.stands-out')],
    indicators: instanceComparisons.map(([compare, weight]) => [outlierIndicator(compare), weight] as const),
    against: [
      [allInstancesAlike, 0.85],
      [memoryRose, 0.4],
      [changedBeforeOnset, 0.15],
      [anyOf(workersSwing, workersRemoved), 0.5],
      [illByCheckAlone, 0.5],
      [allOf(restartsRepeatedly, processesRestarted), 0.3],
      // An exception that ends process after process is of the code, wherever its requests happen to come.
      [crashesLogged, 0.5],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
      [warmsUp, 0.5],
      [newWorkerStandsOut, 0.6],
    ],
  }),
  steps: (findings) => {
    const instance = outlierInstanceOf(findings)
    if (instance === undefined) return []
    // There is no process to end there; and where somebody changed the app, the new one may start nowhere.
    if (instanceWithoutContainer(findings) === instance) {
      const rebooting = messageOf('cause.bad-instance.step.reboot-worker', { instance })
      return changedLately(findings) ? [] : [{ step: 'reboot-worker', args: { instance }, why: rebooting }]
    }
    const why = messageOf('cause.bad-instance.step.restart-instance', { instance })
    return [{ step: 'restart-instance', args: { instance }, why }]
  },
  argueAgainst: (findings) =>
    outlierInstanceOf(findings) === undefined
      ? {}
      : {
          'soft-restart': 'cause.bad-instance.against.all',
          restart: 'cause.bad-instance.against.all',
          'scale-up': 'cause.bad-instance.against.all',
        },
}
