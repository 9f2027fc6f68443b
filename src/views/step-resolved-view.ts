import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { hasStatusTrait } from '../incident/action-status.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { undoStepOf } from '../incident/lease/undo-step.ts'
import { suggestedStepsOf, suggestedStepToken } from '../incident/suggested-steps.ts'
import { approvalLines, requestedByText } from './parts/approval-section.ts'
import { breakGlassLines, breakGlassReviewForm } from './parts/break-glass-form.ts'
import { type CardButton, cardButton } from './parts/card-button.ts'
import { cardLine } from './parts/card-line.ts'
import { evidenceWaiverLines } from './parts/evidence-lock.ts'
import { executionLines } from './parts/execution-lines.ts'
import { practiceNote } from './parts/incident-header.ts'
import { leaseExtensionForm, leaseReminder } from './parts/lease-extension-form.ts'
import { optionalSection } from './parts/optional-section.ts'
import { stepHeader, stepSummaryLine } from './parts/step-header.ts'
import { isSameRequest, stepTitle } from './parts/step-title.ts'
import { verificationReadingLines } from './parts/success-limit-lines.ts'
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
    words: sanitizeText(
      say(messageOf(`card.resolved.${action.status}`, { who: sanitizeText(action.endedBy?.name ?? '–', 60) })),
    ),
    why: action.why === undefined ? [] : [{ text: sanitizeText(say(action.why), 600) }],
    notes: leaseReminder(action, incident, say),
    drift: optionalSection('card.title.drift', { lines: driftLines(action, say) }, say),
    readings: optionalSection('card.title.readings', { lines: verificationReadingLines(action, say) }, say),
    next: { title: say(messageOf('card.title.next')), words: say(messageOf(`card.resolved.${action.status}.next`)) },
    story: [
      cardLine('▸', 'default', requestedByText(action, say)),
      ...approvalLines(action, say),
      ...evidenceWaiverLines(action, say),
      ...executionLines(action, say),
    ],
    buttons: incident.closed === undefined ? nextButtons(incident, action, say) : [],
    // A lease and a review outlive the incident.
    forms: [...leaseExtensionForm(action, incident, say), ...breakGlassReviewForm(action, incident, say)],
  },
})

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
  const support = cardButton(say(messageOf('card.button.support')), 'support', incident.id)
  if (action.status === 'failed' || action.status === 'not-recovered')
    return [again, ...undoButtons(incident, action, say), support]
  const index = suggestedStepsOf(incident).findIndex((step) => isSameRequest(step, action.request))
  if (index < 0 || !hasStatusTrait(action, 'retriable')) return [again, ...undoButtons(incident, action, say)]
  return [
    cardButton(say(messageOf('card.button.propose-again')), 'propose', suggestedStepToken(incident, index)),
    again,
  ]
}

/** Takes back what ran, by a proposal of its own; a button only as long as nobody has asked for it. */
const undoButtons = (incident: Incident, action: Action, say: Translate): readonly CardButton[] => {
  const request = undoStepOf(action)
  if (request === undefined || incident.actions.some((other) => isSameRequest(other.request, request))) return []
  return [cardButton(say(messageOf('card.button.undo', { step: stepTitle(request, say) })), 'undo', action.id)]
}
