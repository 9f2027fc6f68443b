import { messageOf } from '../../i18n/message.ts'
import type { HealthFinding } from '../../incident/finding.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { anyOf, type Indicator } from '../cause-model.ts'
import { hasProbeAnswered, probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/** Azure says this app is impaired and takes it upon itself; a cause that it does not name says half of that. */
export const resourceImpaired: Indicator = (findings) => {
  const health = healthOf(findings, 'resource').find((found) => impaired(found) && found.platformInitiated !== false)
  if (health === undefined) return undefined
  const text = messageOf(
    health.platformInitiated === true ? 'evidence.resource-platform' : 'evidence.resource-impaired',
    {
      state: health.state,
    },
  )
  return { text, probe: probeOfFinding(findings, health), strength: health.platformInitiated === true ? 1 : 0.5 }
}

/** An event in Azure's Service Health is active for this region and service. */
export const serviceHealthEvent: Indicator = (findings) => {
  const event = healthOf(findings, 'service').find(impaired)
  if (event === undefined) return undefined
  const { trackingId } = event
  const text =
    trackingId === undefined
      ? messageOf('evidence.service-event')
      : messageOf('evidence.service-event-id', { trackingId })
  return { text, probe: probeOfFinding(findings, event), strength: 1 }
}

/** Azure sees nothing wrong on its side; while it tells of an event elsewhere, that is worth little. */
export const resourceAvailable: Indicator = (findings) => {
  const health = healthOf(findings, 'resource').find(({ state }) => state === 'available')
  if (health === undefined) return undefined
  const strength = serviceHealthEvent(findings) === undefined ? 1 : 0.3
  return { text: messageOf('evidence.resource-available'), probe: probeOfFinding(findings, health), strength }
}

/** Azure could not be asked: it can't be ruled out, least of all where requests merely wait. */
export const resourceHealthUnseen: Indicator = (findings) =>
  hasProbeAnswered(findings, 'resource-health')
    ? undefined
    : { text: messageOf('evidence.resource-unseen'), probe: 'resource-health', strength: 1 }

/** The plan was not seen: neither its CPU nor its sockets can be ruled out. */
export const planMetricsUnseen: Indicator = (findings) =>
  hasProbeAnswered(findings, 'plan-metrics')
    ? undefined
    : { text: messageOf('evidence.plan-unseen'), probe: 'plan-metrics', strength: 1 }

export const customerInitiated: Indicator = (findings) => {
  const health = healthOf(findings, 'resource').find((found) => impaired(found) && found.platformInitiated === false)
  return (
    health && { text: messageOf('evidence.resource-customer'), probe: probeOfFinding(findings, health), strength: 1 }
  )
}

const impaired = ({ state }: HealthFinding): boolean => state === 'degraded' || state === 'unavailable'

const healthOf = (findings: ObservedFindings, source: HealthFinding['source']): readonly HealthFinding[] =>
  findingsOfKind(findings, 'health').filter((found) => found.source === source)

/** Azure's own word, in either of its two places, that it has trouble. */
export const azureReportsTrouble: Indicator = anyOf(resourceImpaired, serviceHealthEvent)
