import { allOf, anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import { outsideAnyNetwork } from '../indicators/app-network.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { connectionsFlat, moreConnections, threadsKeepRising } from '../indicators/backlog.ts'
import { cpuHighEverywhere, cpuNormal } from '../indicators/cpu.ts'
import { detectorReports } from '../indicators/external-signals.ts'
import { allInstancesAlike, onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { logCondition } from '../indicators/log-entries.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { neighbourCpuUp } from '../indicators/neighbour-load.ts'
import { outboundSocketsUp, timeWaitSocketsUp } from '../indicators/outbound-sockets.ts'
import { trafficStoppedInFront } from '../indicators/own-requests.ts'
import { callersGaveUp } from '../indicators/refusals.ts'
import { responseTimeUp, serverErrorsHigh, visitorsAffected } from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import {
  deployedBeforeOnset,
  networkChangedBeforeOnset,
  settingsChangedBeforeOnset,
} from '../indicators/suspected-changes.ts'
import type { Cause } from '../types.ts'

const namesUnresolved = logCondition('name-unresolved')
const connectionsFail = logCondition('connection-refused', 'connection-timed-out')

/**
 * The app no longer finds or reaches something that it calls: DNS, its virtual network, a route, a firewall or a private
 * endpoint is in between. Needs a change of that network right before, or the app's log say that names are not
 * found, and visitors who feel it; answers that wait or fail on all instances alike with CPU to spare confirm it. A
 * setting changed at the same time may hold a wrong name, and new code too; connections that run out, CPU or memory that
 * did, one instance alone, traffic that stops in front of the app and trouble of Azure's own speak against it. Where
 * connections fail without any change, it may as well be whoever should answer: that alone names nothing. Thresholds:
 * `indicators/suspected-changes.ts` (ours), Microsoft's for Http5xx. No step: the same network awaits any new process or
 * instance, as the summary says.
 */
export const networkUnreachableCause: Cause = {
  id: 'network-unreachable',
  resembles: ['slow-dependency', 'config-change'],
  refines: ['slow-dependency', 'config-change'],
  spokenAs: `
    dns*, network*, netwerk*, netzwerk*, reseau, vnet*, subnet*, route*, routing, private endpoint*, nsg,
    firewall*, red de, rede, rete`,
  origin: 'outside',
  onCpu: 'waits',
  inPlainWords: 'other',
  remedies: { lasting: ['network-fix'], relief: [] },
  docs: 'https://learn.microsoft.com/troubleshoot/azure/app-service/troubleshoot-vnet-integration-apps',
  provenBy: 'calls',
  assess: assessWith({
    required: [
      requireIndicator(anyOf(networkChangedBeforeOnset, namesUnresolved), 'evidence.lacks.network'),
      requireIndicator(
        anyOf(serverErrorsHigh, responseTimeUp, callersGaveUp, visitorsAffected),
        'evidence.lacks.trouble',
      ),
    ],
    indicators: [
      [networkChangedBeforeOnset, 0.55],
      [namesUnresolved, 0.45],
      [connectionsFail, 0.2],
      [serverErrorsHigh, 0.2],
      [responseTimeUp, 0.15],
      [callersGaveUp, 0.1],
      [allInstancesAlike, 0.15],
      [moreConnections, 0.1],
      [cpuNormal, 0.1],
      [detectorReports('network'), 0.1],
    ],
    against: [
      [cpuHighEverywhere, 0.8],
      [memoryRose, 0.5],
      [outsideAnyNetwork, 0.3],
      [settingsChangedBeforeOnset, 0.5],
      [deployedBeforeOnset, 0.4],
      [anyOf(outboundSocketsUp, timeWaitSocketsUp), 0.5],
      [allOf(threadsKeepRising, connectionsFlat), 0.4],
      [neighbourCpuUp, 0.5],
      [trafficStoppedInFront, 0.6],
      [onlyOneInstanceAffected, 0.7],
      [containersDown, 0.4],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.5],
    ],
  }),
  steps: () => [],
}
