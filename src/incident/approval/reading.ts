import type { ChatPlace } from '../chat-place.ts'
import { isIncidentInChannel } from '../decide/event-payloads.ts'
import type { Incident } from '../incident.ts'
import type { Person } from '../person.ts'
import type { Denial } from '../refusal.ts'
import { isPermitted, permissionDenial } from './permissions.ts'
import type { Policy } from './policy.ts'

/** Why somebody may not see an incident where they stand; where it does not live there, its own channel counts too. */
export const readingDenial = (
  policy: Policy | undefined,
  { person, place }: { readonly person: Person; readonly place: ChatPlace },
  incident: Incident,
): Denial | undefined => {
  const own = isIncidentInChannel(incident, place) ? [] : incident.places.slice(0, 1)
  return [place, ...own]
    .map((where) => permissionDenial(policy, person, 'read', { app: incident.app, place: where }))
    .find((denial) => denial !== undefined)
}

/** Outside any channel, such as on a page of their own: true for whoever may read it in one of its channels. */
export const mayReadSomewhere = (policy: Policy | undefined, person: Person, { app, places }: Incident): boolean =>
  places.some((place) => isPermitted(policy, person, 'read', { app, place }))
