import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import {
  appIsRunning,
  appIsStopped,
  appOverQuota,
  stoppedAndStarted,
  stopRequested,
  syntheticRequestForbidden,
} from '../indicators/app-status.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { requestsDropped, visitorsAffected } from '../indicators/request-symptoms.ts'
import type { Cause } from '../types.ts'

/**
 * Somebody stopped the app. Needs Azure's own state of the app, or the stop and the start where it is over; the stop in the activity log says who and when, and
 * the front end's 403 confirms it. A running app, or one that Azure stopped for its quota, speaks against it. No
 * thresholds: it is stopped or it is not. Step: start it, which takes an approval; it may have been stopped on purpose,
 * so the summary says to ask.
 */
export const appStoppedCause: Cause = {
  id: 'app-stopped',
  resembles: ['plan-quota', 'container-blocked'],
  spokenAs: `
    stopped, stopgezet, gestopt, switched off, turned off, uitgezet, disabled, uitgeschakeld, angehalten,
    arretee, detenida, parada, fermata`,
  origin: 'app',
  onCpu: 'fails-early',
  inPlainWords: 'stopped',
  remedies: { lasting: ['start'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log',
  assess: assessWith({
    required: [requireIndicator(anyOf(appIsStopped, stoppedAndStarted), 'evidence.lacks.stopped')],
    named: allOf(detectorNames('stopped'), visitorsAffected),
    indicators: [
      [appIsStopped, 0.75],
      [stoppedAndStarted, 0.75],
      [stopRequested, 0.5],
      [syntheticRequestForbidden, 0.3],
      [requestsDropped, 0.2],
      [detectorReports('stopped'), 0.15],
    ],
    against: [
      [appIsRunning, 0.9],
      [appOverQuota, 0.9],
    ],
  }),
  steps: () => [{ step: 'start', args: {}, why: messageOf('cause.app-stopped.step.start') }],
}
