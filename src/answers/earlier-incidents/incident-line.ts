import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { closedOutcomeMessage } from '../../views/parts/closed-outcome.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'

export const firstCauseOf = (incident: Incident | undefined): string | undefined =>
  namedCauses(incident?.verdict)[0]?.cause

/** Which, when, of what, and how it ended. */
export const incidentLine = (incident: Incident, say: Translate): string => {
  const cause = firstCauseOf(incident)
  const end =
    incident.closed === undefined ? messageOf('answer.earlier-incidents.open') : closedOutcomeMessage(incident.closed)
  return [
    incident.id,
    say.dateTime(incident.openedAt),
    cause === undefined ? say(messageOf('answer.earlier-incidents.no-cause')) : causeTitle(cause, say),
    say(end),
  ].join(' · ')
}
