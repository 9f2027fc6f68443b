import { anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { queueGrew } from '../indicators/backlog.ts'
import { certificateFails, hostNameUnbound } from '../indicators/certificates.ts'
import { blockedInFront, everyNameAnswers, gatewayFails, hostNameUnreachable } from '../indicators/host-names.ts'
import { trafficStoppedInFront } from '../indicators/own-requests.ts'
import {
  healthCheckFailing,
  requestsHalved,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
} from '../indicators/request-symptoms.ts'
import { ownRequestServed } from '../indicators/stall.ts'
import { changedBeforeOnset, nothingChanged } from '../indicators/suspected-changes.ts'
import type { Cause } from '../types.ts'

/**
 * What stands in front of the app fails, or leads elsewhere: a gateway, its firewall, a content network, the name. Needs
 * an app that answers us well at Azure's own name, while requests no longer come or a gateway answers one of its names
 * with an error of its own. A name that leads nowhere says little alone: many an app keeps one that nobody uses any
 * more. An app that fails or waits by itself, a change to it right before, and names that all answer speak against it.
 * Thresholds: `series/missing-requests.ts` (ours). No step: nothing on the app helps, and a restart would only hurt it.
 */
export const failureInFrontCause: Cause = {
  id: 'failure-in-front',
  resembles: ['bad-certificate', 'hung-process', 'azure-outage'],
  spokenAs: `
    gateway*, application gateway*, app gateway*, appgw, front door*, cdn*, cloudflare, waf*, load balancer*,
    proxy*, dns*, firewall*, akamai, fastly`,
  origin: 'outside',
  onCpu: 'fails-early',
  inPlainWords: 'front',
  remedies: { lasting: ['front-fix'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/networking-features',
  endsWith: 'outside',
  assess: assessWith({
    required: [
      requireIndicator(ownRequestServed, 'evidence.lacks.app-answers'),
      requireIndicator(anyOf(trafficStoppedInFront, gatewayFails), 'evidence.lacks.stopped-in-front'),
    ],
    indicators: [
      [trafficStoppedInFront, 0.6],
      [unlessShown(trafficStoppedInFront, requestsHalved), 0.4],
      [gatewayFails, 0.6],
      [hostNameUnreachable, 0.5],
      [hostNameUnbound, 0.4],
      [blockedInFront, 0.4],
      [ownRequestServed, 0.15],
      [nothingChanged, 0.1],
    ],
    against: [
      [everyNameAnswers, 0.35],
      [serverErrorsHigh, 0.5],
      [syntheticRequestFailed, 0.6],
      [responseTimeUp, 0.3],
      [queueGrew, 0.3],
      [healthCheckFailing, 0.4],
      [changedBeforeOnset, 0.3],
      [certificateFails, 0.2],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.3],
    ],
  }),
  steps: () => [],
}
