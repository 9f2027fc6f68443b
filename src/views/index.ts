import type { Action, Incident } from '../incident/incident.ts'
import type { Say } from '../language/types.ts'
import { incidentView } from './incident.ts'
import { pickerView } from './picker.ts'
import { progressView } from './progress.ts'
import { proposalView } from './proposal.ts'
import { reportLinkView } from './report-link.ts'
import { resolvedView } from './resolved.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'

export { helpView } from './help.ts'
export { noticeView } from './notice.ts'
export { refusalView } from './refusal.ts'

export interface Card {
  /** `incident`, `action:<id>`, or `report` once the incident is closed. */
  readonly card: string
  readonly view: View
}

/** Every card that an incident has, from its state alone: the same incident gives the same cards, to the byte (L9). */
export const cardsOf = (incident: Incident, say: Say, surroundings: Surroundings): readonly Card[] => [
  { card: 'incident', view: mainView(incident, say, surroundings) },
  ...incident.actions
    .filter(isVisible)
    .map((action) => ({ card: `action:${action.id}`, view: actionView(incident, action, say, surroundings) })),
  ...(incident.closed !== undefined && surroundings.links !== undefined
    ? [{ card: 'report', view: reportLinkView(incident, say, surroundings) }]
    : []),
]

const mainView = (incident: Incident, say: Say, surroundings: Surroundings): View =>
  incident.app === undefined && incident.question !== undefined
    ? pickerView(incident, say, surroundings)
    : incidentView(incident, say, surroundings)

/** The return of a lease has a card of its own only where people must look; otherwise a line on the lease's card does. */
const isVisible = ({ by, status }: Action): boolean =>
  by.kind === 'person' || ['doubted', 'handed-over', 'failed', 'voided', 'impossible', 'not-recovered'].includes(status)

const actionView = (incident: Incident, action: Action, say: Say, surroundings: Surroundings): View => {
  switch (action.status) {
    case 'proposed':
      return proposalView(incident, action, say, surroundings)
    case 'requested':
    case 'approved':
    case 'started':
    case 'accepted':
    case 'verifying':
      return progressView(incident, action, say, surroundings)
    case 'impossible':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'voided':
    case 'doubted':
    case 'handed-over':
    case 'failed':
    case 'collected':
    case 'recovered':
    case 'done':
    case 'not-recovered':
      return resolvedView(incident, action, say, surroundings)
    default:
      return action.status satisfies never
  }
}
