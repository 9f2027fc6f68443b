import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { isTakenBack, undoOf, undoStepOf } from '../../incident/lease/undo-step.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardButton, cardButton } from './card-button.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { stepTitle } from './step-title.ts'

/** Takes back what ran, by a proposal of its own; a button only as long as nobody has asked for it and something of it stands. */
export const undoButtons = (incident: Incident, action: Action, say: Translate): readonly CardButton[] => {
  const request = undoStepOf(action)
  if (incident.closed !== undefined || request === undefined) return []
  if (undoOf(action, incident) !== undefined || isTakenBack(action, incident)) return []
  return [cardButton(say(messageOf('card.button.undo', { step: stepTitle(request, say) })), 'undo', action.id)]
}

/** None or one: that it is being taken back. */
export const undoLines = (incident: Incident, action: Action, say: Translate): readonly CardLine[] => {
  const undo = undoOf(action, incident)
  if (undo === undefined || action.status === 'undone') return []
  return [cardLine('↩', 'warning', say(messageOf('card.undo.asked', { who: requesterOf(undo) })))]
}

/** Who had it taken back. */
export const undoneByName = ({ undoneBy }: Action, { actions }: Incident): string => {
  const undo = actions.find(({ id }) => id === undoneBy)
  return undo === undefined ? '–' : requesterOf(undo)
}

const requesterOf = ({ by }: Action): string => (by.kind === 'person' ? sanitizeText(by.person.name, 60) : '–')
