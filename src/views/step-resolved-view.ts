import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { canBeAskedAgain, laterRequestOf } from '../incident/ask-again.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { approvalLines, requestedByText } from './parts/approval-section.ts'
import { breakGlassLines, breakGlassReviewForm } from './parts/break-glass-form.ts'
import { type CardButton, cardButton } from './parts/card-button.ts'
import { cardLine } from './parts/card-line.ts'
import { evidenceWaiverLines } from './parts/evidence-lock.ts'
import { executionLines } from './parts/execution-lines.ts'
import { actionHeadline } from './parts/headline.ts'
import { practiceNote } from './parts/incident-header.ts'
import { leaseExtensionForm, leaseReminder } from './parts/lease-extension-form.ts'
import { reopenButton } from './parts/offered-steps.ts'
import { optionalSection } from './parts/optional-section.ts'
import { stepHeader, stepSummaryLine } from './parts/step-header.ts'
import { actionTitle } from './parts/step-title.ts'
import { verificationReadingLines } from './parts/success-limit-lines.ts'
import { undoButtons, undoLines, undoneByName } from './parts/undo-button.ts'
import type { RenderContext } from './render-context.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** A step that has come to an end, or to a point where people must look: what happened, and what to do next. */
export const stepResolvedView = (
  incident: Incident,
  action: Action,
  say: Translate,
  renderContext: RenderContext,
): CardView => ({
  template: 'resolved',
  language: say.language,
  summary: stepSummaryLine(incident, action, say),
  data: {
    head: stepHeader(incident, action, say),
    practice: practiceNote(renderContext, say),
    alarm: optionalSection('', { lines: breakGlassLines(action, say) }, say),
    words: sanitizeText(say(messageOf(`card.resolved.${action.status}`, { who: endedByName(action, incident) }))),
    why: reasonLines(incident, action, say),
    notes: [...undoLines(incident, action, say), ...leaseReminder(action, incident, say)],
    drift: optionalSection('card.title.drift', { lines: driftLines(action, say) }, say),
    readings: optionalSection('card.title.readings', { lines: verificationReadingLines(action, say) }, say),
    next: { title: say(messageOf('card.title.next')), words: nextWords(incident, action, say) },
    story: [
      cardLine('▸', 'default', requestedByText(action, say)),
      ...approvalLines(action, say),
      ...evidenceWaiverLines(action, say),
      ...executionLines(action, incident, say),
    ],
    buttons: incident.closed === undefined ? nextButtons(incident, action, say) : [reopenButton(incident, say)],
    // A lease and a review outlive the incident.
    forms: [...leaseExtensionForm(action, incident, say), ...breakGlassReviewForm(action, incident, say)],
  },
})

const reasonLines = ({ actions }: Incident, { why, overtakenBy }: Action, say: Translate) => {
  const overtaking = actions.find(({ id }) => id === overtakenBy)
  if (overtaking?.startedAt !== undefined) {
    const args = { step: actionTitle(overtaking, say), startedAt: overtaking.startedAt }
    return [{ text: sanitizeText(say(messageOf('card.resolved.overtaken', args)), 600) }]
  }
  return why === undefined ? [] : [{ text: sanitizeText(say(why), 600) }]
}

/** Where the same was asked for since, what became of that: this card has no button for it any more. */
const nextWords = (incident: Incident, action: Action, say: Translate): string => {
  const later = laterRequestOf(action, incident)
  if (later === undefined) return say(messageOf(`card.resolved.${action.status}.next`))
  return say(
    messageOf('card.resolved.proposed-again', {
      askedAt: later.requestedAt,
      status: say(actionHeadline(later).words),
    }),
  )
}

const endedByName = (action: Action, incident: Incident): string =>
  action.status === 'undone' ? undoneByName(action, incident) : sanitizeText(action.endedBy?.name ?? '–', 60)

const driftLines = (action: Action, say: Translate) =>
  (action.drift ?? []).map(({ of, approved, now }) =>
    cardLine(
      '▸',
      'attention',
      sanitizeText(
        `${sanitizeText(of, 80)}: ${say(messageOf('card.drift', { approved: sanitizeText(approved, 80), now: sanitizeText(now, 80) }))}`,
      ),
    ),
  )

const nextButtons = (incident: Incident, action: Action, say: Translate): readonly CardButton[] => {
  const again = cardButton(say(messageOf('card.button.observe-again')), 'observe-again', incident.id)
  if (action.status === 'recovered') {
    return [
      cardButton(say(messageOf('card.button.close')), 'close', incident.id, 'positive'),
      ...undoButtons(incident, action, say),
    ]
  }
  if (action.status === 'handed-over') {
    return [
      cardButton(say(messageOf('card.button.saw-it-ran')), 'saw-it-ran', action.id),
      cardButton(say(messageOf('card.button.saw-it-not')), 'saw-it-not', action.id),
      again,
    ]
  }
  const isBad = action.status === 'failed' || action.status === 'not-recovered'
  return [
    ...askAgainButtons(incident, action, say),
    again,
    ...undoButtons(incident, action, say),
    ...(isBad ? [cardButton(say(messageOf('card.button.support')), 'support', incident.id)] : []),
  ]
}

/** The same step once more, as a proposal of its own on the state of then: whoever asked for it first, and however. */
const askAgainButtons = (incident: Incident, action: Action, say: Translate): readonly CardButton[] =>
  canBeAskedAgain(action, incident)
    ? [cardButton(say(messageOf('card.button.propose-again')), 'ask-again', action.id)]
    : []
