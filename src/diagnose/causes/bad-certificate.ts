import { anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import {
  certificateEndedVisits,
  certificateFails,
  certificateIsLately,
  hostNameUnbound,
} from '../indicators/certificates.ts'
import { slowNowAndThen } from '../indicators/idle.ts'
import { trafficStoppedInFront } from '../indicators/own-requests.ts'
import {
  healthCheckFailing,
  requestsDropped,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
} from '../indicators/request-symptoms.ts'
import { ownRequestServed } from '../indicators/stall.ts'
import type { Cause } from '../types.ts'

/**
 * Visitors of one of the app's own names are shown a certificate that they can't accept: out of date, not valid yet, for
 * another name. Needs to be shown it ourselves, and a sign that it is of now: it ran out within a week, its name lost its
 * binding, or visitors are missing; a name that nobody uses any more has an old one for years. That Azure's name answers
 * well confirms it; an app that fails by itself speaks against it. Thresholds: ours. No step: a certificate is renewed
 * and bound by whoever has the name, as the summary says.
 */
export const badCertificateCause: Cause = {
  id: 'bad-certificate',
  resembles: ['failure-in-front', 'config-change'],
  refines: ['failure-in-front'],
  spokenAs: 'cert, certs, certific*, zertifikat*, ssl*, tls*, https, expired, expir*, verlopen',
  origin: 'app',
  inPlainWords: 'front',
  remedies: { lasting: ['certificate'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/configure-ssl-certificate',
  assess: assessWith({
    required: [
      requireIndicator(certificateFails, 'evidence.lacks.certificate'),
      requireIndicator(
        anyOf(certificateEndedVisits, certificateIsLately, hostNameUnbound, requestsDropped),
        'evidence.lacks.certificate-lately',
      ),
    ],
    indicators: [
      [certificateFails, 0.6],
      [certificateEndedVisits, 0.5],
      [certificateIsLately, 0.3],
      [hostNameUnbound, 0.4],
      [trafficStoppedInFront, 0.4],
      [ownRequestServed, 0.15],
    ],
    against: [
      [anyOf(serverErrorsHigh, responseTimeUp, slowNowAndThen), 0.25],
      [syntheticRequestFailed, 0.4],
      [healthCheckFailing, 0.2],
      [appSwitchedOff, 0.9],
    ],
  }),
  steps: () => [],
}
