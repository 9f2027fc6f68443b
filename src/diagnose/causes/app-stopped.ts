import { phrase } from '../../incident/phrase.ts'
import { need } from '../needs.ts'
import { detectorSays } from '../signs/others-word.ts'
import { requestsGone } from '../signs/requests.ts'
import { overQuota, refusedAtDoor, running, stopped, stopRequested } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { weighing } from '../weighing.ts'

/**
 * Somebody stopped the app. Needs Azure's own state of the app; the stop in the activity log says who and when, and
 * the front end's 403 confirms it. A running app, or one that Azure stopped for its quota, speaks against it. No
 * thresholds: it is stopped or it is not. Step: start it, which takes an approval; it may have been stopped on purpose,
 * so the summary says to ask.
 */
export const appStopped: Cause = {
  id: 'app-stopped',
  weigh: weighing({
    needs: [need(stopped, 'evidence.lacks.stopped')],
    signs: [
      [stopped, 0.75],
      [stopRequested, 0.5],
      [refusedAtDoor, 0.3],
      [requestsGone, 0.2],
      [detectorSays('stopped'), 0.15],
    ],
    against: [
      [running, 0.9],
      [overQuota, 0.9],
    ],
  }),
  steps: () => [{ step: 'start', args: {}, why: phrase('cause.app-stopped.step.start') }],
}
