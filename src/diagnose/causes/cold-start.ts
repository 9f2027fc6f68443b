import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { alwaysOnDisabled, alwaysOnEnabled, appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { cpuHighEverywhere } from '../indicators/cpu.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { hadIdlePauses, neverIdle, processStartedInWindow, slowAfterIdle, slowNowAndThen } from '../indicators/idle.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { noServerErrors, serverErrorsHigh, visitorsAffected } from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { warmsUp } from '../indicators/warm-up.ts'
import type { Cause } from '../types.ts'

/**
 * The app is unloaded when nobody asks for it, and whoever comes first waits for it to start. Needs single slow minutes
 * among ordinary ones; Always On that is off, pauses of Azure's 20 minutes and slowness right after them confirm it.
 * Always On, requests that never pause, errors and a plan out of CPU speak against it. Thresholds: Microsoft's 20
 * minutes, else ours. No step: the app is well once it is warm; Always On (from Basic up) or a request every few
 * minutes is what helps, as the summary says.
 */
export const coldStartCause: Cause = {
  id: 'cold-start',
  resembles: ['slow-dependency', 'cpu-saturation'],
  spokenAs: `
    cold*, cold start*, koud*, koude start*, always on, idle*, unload*, kaltstart*, demarrage a froid,
    arranque en frio, avvio a freddo, in slaap, ingeslapen`,
  origin: 'app',
  inPlainWords: 'starting',
  remedies: { lasting: ['always-on', 'warm-up'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/configure-common',
  endsWith: 'start',
  assess: assessWith({
    required: [
      requireIndicator(slowNowAndThen, 'evidence.lacks.slow-now-and-then'),
      requireIndicator(anyOf(alwaysOnDisabled, slowAfterIdle), 'evidence.lacks.unloaded'),
    ],
    named: allOf(detectorNames('coldStart'), visitorsAffected),
    indicators: [
      [slowAfterIdle, 0.5],
      [slowNowAndThen, 0.3],
      [alwaysOnDisabled, 0.35],
      [hadIdlePauses, 0.3],
      [processStartedInWindow, 0.15],
      [noServerErrors, 0.1],
      [detectorReports('coldStart'), 0.1],
    ],
    against: [
      [alwaysOnEnabled, 0.85],
      [neverIdle, 0.7],
      [serverErrorsHigh, 0.5],
      [cpuHighEverywhere, 0.5],
      [memoryRose, 0.3],
      [changedBeforeOnset, 0.15],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.3],
      [unlessShown(hadIdlePauses, warmsUp), 0.5],
    ],
  }),
  steps: () => [],
}
