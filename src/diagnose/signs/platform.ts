import type { HealthFinding } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import { answered, findingsOf, probeOf } from '../seen.ts'
import type { Seen } from '../types.ts'
import { either, type Sign } from '../weighing.ts'

/** Azure says this app is impaired and takes it upon itself; a cause that it does not name says half of that. */
export const resourceImpaired: Sign = (seen) => {
  const health = healthOf(seen, 'resource').find((found) => impaired(found) && found.platformInitiated !== false)
  if (health === undefined) return undefined
  const text = phrase(health.platformInitiated === true ? 'evidence.resource-platform' : 'evidence.resource-impaired', {
    state: health.state,
  })
  return { text, probe: probeOf(seen, health), strength: health.platformInitiated === true ? 1 : 0.5 }
}

/** An event in Azure's Service Health is active for this region and service. */
export const serviceEvent: Sign = (seen) => {
  const event = healthOf(seen, 'service').find(impaired)
  if (event === undefined) return undefined
  const { trackingId } = event
  const text =
    trackingId === undefined ? phrase('evidence.service-event') : phrase('evidence.service-event-id', { trackingId })
  return { text, probe: probeOf(seen, event), strength: 1 }
}

/** Azure sees nothing wrong on its side; while it tells of an event elsewhere, that is worth little. */
export const platformFine: Sign = (seen) => {
  const health = healthOf(seen, 'resource').find(({ state }) => state === 'available')
  if (health === undefined) return undefined
  const strength = serviceEvent(seen) === undefined ? 1 : 0.3
  return { text: phrase('evidence.resource-available'), probe: probeOf(seen, health), strength }
}

/** Azure could not be asked: it can't be ruled out, least of all where requests merely wait. */
export const platformUnseen: Sign = (seen) =>
  answered(seen, 'resource-health')
    ? undefined
    : { text: phrase('evidence.resource-unseen'), probe: 'resource-health', strength: 1 }

/** The plan was not seen: neither its CPU nor its sockets can be ruled out. */
export const planUnseen: Sign = (seen) =>
  answered(seen, 'plan-metrics')
    ? undefined
    : { text: phrase('evidence.plan-unseen'), probe: 'plan-metrics', strength: 1 }

export const customerCaused: Sign = (seen) => {
  const health = healthOf(seen, 'resource').find((found) => impaired(found) && found.platformInitiated === false)
  return health && { text: phrase('evidence.resource-customer'), probe: probeOf(seen, health), strength: 1 }
}

const impaired = ({ state }: HealthFinding): boolean => state === 'degraded' || state === 'unavailable'

const healthOf = (seen: Seen, source: HealthFinding['source']): readonly HealthFinding[] =>
  findingsOf(seen, 'health').filter((found) => found.source === source)

/** Azure's own word, in either of its two places, that it has trouble. */
export const azureTroubled: Sign = either(resourceImpaired, serviceEvent)
