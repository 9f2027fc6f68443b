import { messageOf } from '../../i18n/message.ts'
import { assessWith, requireIndicator } from '../cause-model.ts'
import {
  appIsRunning,
  appIsStopped,
  appOverQuota,
  stopRequested,
  syntheticRequestForbidden,
} from '../indicators/app-status.ts'
import { detectorReports } from '../indicators/external-signals.ts'
import { requestsDropped } from '../indicators/request-symptoms.ts'
import type { Cause } from '../types.ts'

/**
 * Somebody stopped the app. Needs Azure's own state of the app; the stop in the activity log says who and when, and
 * the front end's 403 confirms it. A running app, or one that Azure stopped for its quota, speaks against it. No
 * thresholds: it is stopped or it is not. Step: start it, which takes an approval; it may have been stopped on purpose,
 * so the summary says to ask.
 */
export const appStoppedCause: Cause = {
  id: 'app-stopped',
  resembles: ['plan-quota', 'container-blocked'],
  assess: assessWith({
    required: [requireIndicator(appIsStopped, 'evidence.lacks.stopped')],
    indicators: [
      [appIsStopped, 0.75],
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
