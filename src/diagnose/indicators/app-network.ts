import { messageOf } from '../../i18n/message.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import type { Indicator } from '../cause-model.ts'
import { probeOfFinding } from '../observed-findings.ts'
import { networkChangedBeforeOnset } from './suspected-changes.ts'

/** Azure says that the app goes out by no network of its own, and nobody took it out of one: none can be in its way. */
export const outsideAnyNetwork: Indicator = (findings) => {
  const outbound = stateFindingsOf(findings, 'network').find(({ properties }) => properties.subnet === null)
  if (outbound === undefined || outbound.properties.dnsServers || networkChangedBeforeOnset(findings) !== undefined)
    return undefined
  return { text: messageOf('evidence.no-network'), probe: probeOfFinding(findings, outbound), strength: 1 }
}
