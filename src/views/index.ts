import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { hasStatusTrait } from '../incident/action-status.ts'
import { type ChatPlace, placeKey, writtenChannelOf } from '../incident/chat-place.ts'
import type { Action, Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import { appPickerView } from './app-picker-view.ts'
import { incidentView } from './incident-view.ts'
import { noticeView } from './notice-view.ts'
import { postView } from './post-view.ts'
import { postsOf } from './posts/index.ts'
import type { Post } from './posts/types.ts'
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
  /** `incident`, `action:<id>`, `brought:<channel>`, `report` once it is closed, or a message, `post:<kind>:<what>`. */
  readonly card: string
  readonly view: CardView
  /** The only channel that it is shown in; every one of the incident where absent. */
  readonly channel?: ChatPlace
  /** There where it is a message: posted once while it is news, and never edited. */
  readonly post?: { readonly [K in 'at' | 'mention']: Post[K] | undefined }
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
  ...postsOf(incident, say).map(({ key, words, at, mention, buttons }) => ({
    card: key,
    view: postView(words, say, buttons),
    post: { at, mention },
  })),
  ...(incident.closed === undefined ? [] : [{ card: 'report', view: reportLinkView(incident, say, renderContext) }]),
]

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
    case 'undone':
      return stepResolvedView(incident, action, say, renderContext)
    default:
      return action.status satisfies never
  }
}
