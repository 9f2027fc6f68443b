import { assessWith, requireIndicator } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import {
  azureReportsTrouble,
  customerInitiated,
  resourceAvailable,
  resourceImpaired,
  serviceHealthEvent,
} from '../indicators/azure-health.ts'
import { allInstancesAlike, onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import {
  healthCheckFailing,
  requestsDropped,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
} from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import type { Cause } from '../types.ts'

/**
 * Azure itself. Needs Azure's own word: Resource Health that takes the fault upon the platform, or an active service
 * event; requests that fail everywhere confirm it. Resource Health that sees the app as available, or says that the
 * customer caused it, speaks against it. No thresholds but Microsoft's for Http5xx. No step: waiting, or going to
 * another region, is what helps, as the summary says.
 */
export const azureOutageCause: Cause = {
  id: 'azure-outage',
  resembles: ['bad-instance', 'slow-dependency'],
  spokenAs: 'azure*, microsoft, region*, regio, platform*, datacent*, cloud*, service health',
  origin: 'azure',
  inPlainWords: 'azure',
  remedies: { lasting: ['other-region'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/reliability/reliability-app-service',
  endsWith: 'azure',
  assess: assessWith({
    required: [requireIndicator(azureReportsTrouble, 'evidence.lacks.azure-word')],
    indicators: [
      [resourceImpaired, 0.6],
      [serviceHealthEvent, 0.5],
      [serverErrorsHigh, 0.2],
      [syntheticRequestFailed, 0.2],
      [requestsDropped, 0.15],
      [healthCheckFailing, 0.1],
      [responseTimeUp, 0.1],
      [allInstancesAlike, 0.1],
    ],
    against: [
      [resourceAvailable, 0.7],
      [customerInitiated, 0.7],
      [appSwitchedOff, 0.7],
      [changedBeforeOnset, 0.1],
      [onlyOneInstanceAffected, 0.5],
    ],
  }),
  steps: () => [],
  argueAgainst: () => ({
    'soft-restart': 'cause.azure-outage.against.restart',
    restart: 'cause.azure-outage.against.restart',
    'reboot-worker': 'cause.azure-outage.against.restart',
    'scale-up': 'cause.azure-outage.against.restart',
  }),
}
