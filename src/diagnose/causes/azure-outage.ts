import { need } from '../needs.ts'
import { changedBefore } from '../signs/changes.ts'
import { allAlike, oneAlone } from '../signs/instances.ts'
import { azureTroubled, customerCaused, platformFine, resourceImpaired, serviceEvent } from '../signs/platform.ts'
import { failing, frontEndFailing, requestsGone, slower, unhealthy } from '../signs/requests.ts'
import { switchedOff } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { weighing } from '../weighing.ts'

/**
 * Azure itself. Needs Azure's own word: Resource Health that takes the fault upon the platform, or an active service
 * event; requests that fail everywhere confirm it. Resource Health that sees the app as available, or says that the
 * customer caused it, speaks against it. No thresholds but Microsoft's for Http5xx. No step: waiting, or going to
 * another region, is what helps, as the summary says.
 */
export const azureOutage: Cause = {
  id: 'azure-outage',
  weigh: weighing({
    needs: [need(azureTroubled, 'evidence.lacks.azure-word')],
    signs: [
      [resourceImpaired, 0.6],
      [serviceEvent, 0.5],
      [failing, 0.2],
      [frontEndFailing, 0.2],
      [requestsGone, 0.15],
      [unhealthy, 0.1],
      [slower, 0.1],
      [allAlike, 0.1],
    ],
    against: [
      [platformFine, 0.7],
      [customerCaused, 0.7],
      [switchedOff, 0.7],
      [changedBefore, 0.1],
      [oneAlone, 0.5],
    ],
  }),
  steps: () => [],
}
