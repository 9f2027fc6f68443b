import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff, syntheticRequestForbidden } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { logCondition, startFailureLogged, startRuledOut } from '../indicators/log-entries.ts'
import {
  healthCheckFailing,
  requestsDropped,
  syntheticRequestFailed,
  visitorsAffected,
} from '../indicators/request-symptoms.ts'
import { containerError, containersDown, containersUp } from '../indicators/running-containers.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import type { Cause } from '../types.ts'

/**
 * On Linux, the container does not start: its image can't be pulled, or nothing in it answers on the port that Azure
 * pings. Needs instances without a running container, Azure's state Blocked, or its reason or the log's while nobody is
 * served; that, a change right before and requests that no longer arrive confirm it. Containers that run speak against it. No thresholds: it runs or it
 * does not. No step: every restart starts the same container, so going back to the image or setting before is what
 * helps, as the summary says.
 */
export const containerBlockedCause: Cause = {
  id: 'container-blocked',
  resembles: ['config-change', 'crashing'],
  refines: ['config-change'],
  spokenAs: `
    container*, docker*, image*, image tag*, registry*, acr, port, poort, startup*, startup command*,
    opstartcommando*, entrypoint*`,
  origin: 'app',
  onCpu: 'fails-early',
  inPlainWords: 'software',
  remedies: { lasting: ['redeploy', 'setting-back', 'code-fix'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/configure-custom-container',
  provenBy: 'logs',
  assess: assessWith({
    required: [
      requireIndicator(
        anyOf(
          containersDown,
          allOf(containerError, syntheticRequestFailed, requestsDropped),
          allOf(startRuledOut, anyOf(syntheticRequestFailed, requestsDropped)),
        ),
        'evidence.lacks.containers-down',
      ),
    ],
    named: allOf(detectorNames('container'), visitorsAffected),
    indicators: [
      [containersDown, 0.6],
      [containerError, 0.5],
      [startRuledOut, 0.55],
      [
        unlessShown(
          startRuledOut,
          logCondition('image-unavailable', 'listens-on-loopback', 'wrong-port', 'module-missing', 'start-timeout'),
        ),
        0.3,
      ],
      [startFailureLogged, 0.25],
      [changedBeforeOnset, 0.25],
      [syntheticRequestFailed, 0.2],
      [requestsDropped, 0.2],
      [healthCheckFailing, 0.15],
      [detectorReports('container'), 0.15],
    ],
    against: [
      [containersUp, 0.9],
      [appSwitchedOff, 0.9],
      [syntheticRequestForbidden, 0.7],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: () => [],
}
