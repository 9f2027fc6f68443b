import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { hasStatusTrait } from '../incident/action-status.ts'
import { type ChatPlace, placeKey, writtenChannelOf } from '../incident/chat-place.ts'
import type { Action, Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import { appPickerView } from './app-picker-view.ts'
import { incidentView } from './incident-view.ts'
import { noticeView } from './notice-view.ts'
import { verdictAnnouncement } from './parts/verdict-announcement.ts'
import { proposalView } from './proposal-view.ts'
import type { RenderContext } from './render-context.ts'
import { reportLinkView } from './report-link-view.ts'
import { stepProgressView } from './step-progress-view.ts'
import { stepResolvedView } from './step-resolved-view.ts'
import type { CardView } from './types.ts'

export { helpView } from './help-view.ts'
export { noticeView } from './notice-view.ts'
export { refusalNextStep, refusalView } from './refusal-view.ts'

export interface IncidentCard {
  /** `incident`, `action:<id>`, `verdict:<round>`, `brought:<channel>`, or `report` once the incident is closed. */
  readonly card: string
  readonly view: CardView
  /** The only channel that it is shown in; every one of the incident where absent. */
  readonly channel?: ChatPlace
}

/** Every card that an incident has, from its state alone: the same incident gives the same cards, to the byte (L9). */
export const cardsOf = (incident: Incident, say: Translate, renderContext: RenderContext): readonly IncidentCard[] => [
  { card: 'incident', view: mainView(incident, say, renderContext) },
  ...incident.actions
    .filter(hasOwnCard)
    .map((action) => ({ card: `action:${action.id}`, view: actionView(incident, action, say, renderContext) })),
  ...incident.broughtTo.map(({ by, channel }) => ({
    card: `brought:${placeKey(channel)}`,
    view: noticeView(broughtMessage(incident, by, channel), say),
    channel: incident.reportedIn,
  })),
  ...verdictCards(incident, say),
  ...(incident.closed !== undefined && renderContext.links !== undefined
    ? [{ card: 'report', view: reportLinkView(incident, say, renderContext) }]
    : []),
]

/** One a verdict at most: what came of a later look must not slip by. */
const verdictCards = (incident: Incident, say: Translate): readonly IncidentCard[] => {
  const announced = verdictAnnouncement(incident, say)
  return announced === undefined
    ? []
    : [{ card: `verdict:${incident.verdictRound ?? 0}`, view: noticeView(announced, say) }]
}

/** To those among whom it was reported: others read along from now on. */
const broughtMessage = ({ id }: Incident, by: Person, channel: ChatPlace): TranslatableMessage =>
  messageOf('talk.brought', { who: by.name, incident: id, channel: writtenChannelOf(channel) })

const mainView = (incident: Incident, say: Translate, renderContext: RenderContext): CardView =>
  incident.app === undefined && incident.question !== undefined
    ? appPickerView(incident, say, renderContext)
    : incidentView(incident, say, renderContext)

/** The return of a lease has a card of its own only where people must look; otherwise a line on the lease's card does. */
const hasOwnCard = (action: Action): boolean => action.by.kind === 'person' || hasStatusTrait(action, 'for-people')

const actionView = (incident: Incident, action: Action, say: Translate, renderContext: RenderContext): CardView => {
  switch (action.status) {
    case 'proposed':
      return proposalView(incident, action, say, renderContext)
    case 'requested':
    case 'approved':
    case 'started':
    case 'accepted':
    case 'verifying':
      return stepProgressView(incident, action, say, renderContext)
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
      return stepResolvedView(incident, action, say, renderContext)
    default:
      return action.status satisfies never
  }
}
