import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { alwaysOnDisabled, appSwitchedOff } from '../indicators/app-status.ts'
import { recycledByRule } from '../indicators/auto-heal.ts'
import { azureReportsTrouble, planMetricsUnseen } from '../indicators/azure-health.ts'
import { onePathFails } from '../indicators/calls.ts'
import { cpuHighEverywhere, cpuNormal } from '../indicators/cpu.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { hadIdlePauses } from '../indicators/idle.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { crashesLogged, exceptionLogged, fatalExceptionLogged } from '../indicators/log-entries.ts'
import { memoryFullAllAlong } from '../indicators/memory-full.ts'
import { memoryHigh, memoryRose } from '../indicators/memory-growth.ts'
import { killedForMemory, memoryLeaps, runsInContainer } from '../indicators/memory-kills.ts'
import { processesOlderThanOnset, processesRestarted, restartsRepeatedly } from '../indicators/process-restarts.ts'
import {
  errorsInBursts,
  healthCheckFailing,
  requestsImpaired,
  serverErrorsHigh,
  syntheticRequestFailed,
  visitorsAffected,
} from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import { changedBeforeOnset, changesUnseen, nothingChanged } from '../indicators/suspected-changes.ts'
import { warmsUp } from '../indicators/warm-up.ts'
import type { Cause } from '../types.ts'

/**
 * The process crashes on an exception and begins anew, again and again (the article's third cause). Needs processes
 * that began after the trouble did, memory that falls at once again and again, or a log that says so, with requests that fail; errors in
 * bursts and ordinary CPU confirm it. Processes as old as before, an app that is unloaded when idle, a change right before, memory that ran out, or that was
 * not seen (it ends processes too), and trouble of Azure's own speak against it. Thresholds: ours, and Microsoft's for Http5xx. No
 * step: Azure restarts it each time already, so the exception in the event log is what helps, as the summary says.
 */
export const crashingCause: Cause = {
  id: 'crashing',
  resembles: ['bad-deployment', 'memory-leak'],
  spokenAs: `
    crash*, exception*, uitzondering*, stack overflow*, unhandled*, bug, bugs, nullref*, absturz*, plantage*,
    null pointer*`,
  origin: 'app',
  inPlainWords: 'software',
  remedies: { lasting: ['code-fix'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/overview-diagnostics',
  provenBy: 'logs',
  isInDump: true,
  shownBy: /exception|restart/,
  assess: assessWith({
    required: [
      requireIndicator(anyOf(restartsRepeatedly, processesRestarted, crashesLogged), 'evidence.lacks.restarts'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    named: allOf(detectorNames('crash'), visitorsAffected),
    indicators: [
      [restartsRepeatedly, 0.55],
      [processesRestarted, 0.4],
      [serverErrorsHigh, 0.25],
      [fatalExceptionLogged, 0.4],
      [unlessShown(fatalExceptionLogged, crashesLogged), 0.45],
      [errorsInBursts, 0.2],
      [syntheticRequestFailed, 0.1],
      [healthCheckFailing, 0.1],
      [exceptionLogged(), 0.15],
      [onePathFails, 0.1],
      [nothingChanged, 0.1],
      [cpuNormal, 0.1],
      [detectorReports('crash'), 0.2],
    ],
    against: [
      [processesOlderThanOnset, 0.8],
      [changedBeforeOnset, 0.5],
      [changesUnseen, 0.3],
      [memoryRose, 0.6],
      [anyOf(memoryHigh, memoryFullAllAlong), 0.4],
      [allOf(anyOf(killedForMemory, memoryLeaps), runsInContainer), 0.4],
      [unlessShown(crashesLogged, planMetricsUnseen), 0.2],
      [cpuHighEverywhere, 0.5],
      [unlessShown(crashesLogged, onlyOneInstanceAffected), 0.4],
      [containersDown, 0.6],
      [allOf(alwaysOnDisabled, hadIdlePauses), 0.5],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
      [warmsUp, 0.5],
      [recycledByRule, 0.75],
    ],
  }),
  steps: () => [],
}
