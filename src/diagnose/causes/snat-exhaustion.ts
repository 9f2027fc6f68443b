import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { moreConnections, threadsStarve } from '../indicators/backlog.ts'
import { cpuHighEverywhere, cpuNormal } from '../indicators/cpu.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { logCondition } from '../indicators/log-entries.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import {
  outboundSocketsNormal,
  outboundSocketsUp,
  preallocatedSnatPorts,
  timeWaitSocketsUp,
} from '../indicators/outbound-sockets.ts'
import { requestsImpaired, responseTimeUp, serverErrorsHigh, visitorsAffected } from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { lessRoom } from '../less-room.ts'
import { scaleOutHeadroomOf } from '../recommend-scale-out.ts'
import type { Cause } from '../types.ts'

/**
 * The app opens more outbound connections than Azure has ports for, and new ones fail after some twenty seconds. Needs
 * outbound sockets, or those that were just closed, far above before, with requests that go wrong; open connections
 * that pile up and CPU to spare confirm it. Sockets as before, CPU that ran out and a change right before speak against
 * it. Threshold: Microsoft's 128 ports set aside for each instance and destination; three times as many as before is
 * ours. Step: each instance brings its ports; the code that reuses connections is what ends it, as the summary says.
 */
export const snatExhaustionCause: Cause = {
  id: 'snat-exhaustion',
  resembles: ['slow-dependency', 'thread-exhaustion'],
  spokenAs: `
    snat*, snat port*, snat poort*, outbound port*, outbound connection*, outbound socket*, uitgaande poort*,
    uitgaande verbinding*, ports, poorten, sockets, connection pool*, conn pool*, httpclient, ausgehende*`,
  origin: 'app',
  onCpu: 'waits',
  inPlainWords: 'software',
  remedies: { lasting: ['connection-reuse', 'nat-gateway', 'private-endpoint'], relief: ['scale-out', 'caching'] },
  docs: 'https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors',
  provenBy: 'calls',
  shownBy: /socket|connections/,
  assess: assessWith({
    required: [
      requireIndicator(anyOf(outboundSocketsUp, timeWaitSocketsUp), 'evidence.lacks.sockets'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    named: allOf(detectorNames('ports'), visitorsAffected),
    indicators: [
      [outboundSocketsUp, 0.5],
      [timeWaitSocketsUp, 0.35],
      [moreConnections, 0.15],
      [logCondition('connections-exhausted', 'connection-timed-out'), 0.15],
      [serverErrorsHigh, 0.2],
      [responseTimeUp, 0.15],
      [cpuNormal, 0.15],
      [detectorReports('ports'), 0.2],
    ],
    against: [
      [outboundSocketsNormal, 0.85],
      [cpuHighEverywhere, 0.6],
      [threadsStarve, 0.4],
      [memoryRose, 0.4],
      [changedBeforeOnset, 0.25],
      [onlyOneInstanceAffected, 0.4],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: (findings) => {
    const room = scaleOutHeadroomOf(findings)
    if (room === undefined) return []
    // Half as many again: the need is hidden behind the ceiling, and a scale out that helps shows at once.
    const workers = Math.min(room.now + Math.ceil(room.now / 2), room.maximum)
    const why = messageOf('cause.snat-exhaustion.step.scale-out', { workers, ports: preallocatedSnatPorts })
    return [{ step: 'scale-out', args: { workers }, why }]
  },
  argueAgainst: () => lessRoom,
}
