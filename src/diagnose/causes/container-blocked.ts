import { need } from '../needs.ts'
import { changedBefore } from '../signs/changes.ts'
import { containerError, containersDown, containersUp } from '../signs/containers.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { frontEndFailing, requestsGone, unhealthy } from '../signs/requests.ts'
import { refusedAtDoor, switchedOff } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { weighing } from '../weighing.ts'

/**
 * On Linux, the container does not start: its image can't be pulled, or nothing in it answers on the port that Azure
 * pings. Needs instances without a running container, or Azure's state Blocked; Azure's reason, a change right before
 * and requests that no longer arrive confirm it. Containers that run speak against it. No thresholds: it runs or it
 * does not. No step: every restart starts the same container, so going back to the image or setting before is what
 * helps, as the summary says.
 */
export const containerBlocked: Cause = {
  id: 'container-blocked',
  weigh: weighing({
    needs: [need(containersDown, 'evidence.lacks.containers-down')],
    signs: [
      [containersDown, 0.6],
      [containerError, 0.5],
      [changedBefore, 0.25],
      [frontEndFailing, 0.2],
      [requestsGone, 0.2],
      [unhealthy, 0.15],
      [detectorSays('container'), 0.15],
    ],
    against: [
      [containersUp, 0.9],
      [switchedOff, 0.9],
      [refusedAtDoor, 0.7],
      [azureTroubled, 0.4],
    ],
  }),
  steps: () => [],
}
