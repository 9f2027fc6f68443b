import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { approvalLines, requestedByText } from './parts/approval-section.ts'
import { breakGlassLines, breakGlassReviewForm } from './parts/break-glass-form.ts'
import { cardLine } from './parts/card-line.ts'
import { actionStage, evidenceLockLines, evidenceWaiverForm, evidenceWaiverLines } from './parts/evidence-lock.ts'
import { executionLines } from './parts/execution-lines.ts'
import { practiceNote } from './parts/incident-header.ts'
import { leaseExtensionForm, leaseReminder } from './parts/lease-extension-form.ts'
import { optionalSection } from './parts/optional-section.ts'
import { stepHeader, stepSummaryLine } from './parts/step-header.ts'
import { verificationReadingLines } from './parts/success-limit-lines.ts'
import { undoButtons, undoLines } from './parts/undo-button.ts'
import type { RenderContext } from './render-context.ts'
import type { CardView } from './types.ts'

/** A step that is being planned, waits for evidence, runs, or is watched; what was sent can be asked back. */
export const stepProgressView = (
  incident: Incident,
  action: Action,
  say: Translate,
  renderContext: RenderContext,
): CardView => ({
  template: 'progress',
  language: say.language,
  summary: stepSummaryLine(incident, action, say),
  data: {
    head: stepHeader(incident, action, say),
    practice: practiceNote(renderContext, say),
    alarm: optionalSection('', { lines: breakGlassLines(action, say) }, say),
    words: say(messageOf(`card.progress.${actionStage(action, incident)}`)),
    notes: [
      ...evidenceLockLines(action, incident, say),
      ...undoLines(incident, action, say),
      ...leaseReminder(action, incident, say),
    ],
    readings: optionalSection('card.title.readings', { lines: verificationReadingLines(action, say) }, say),
    watch: watchUntil(action, say),
    story: [
      cardLine('▸', 'default', requestedByText(action, say)),
      ...approvalLines(action, say),
      ...evidenceWaiverLines(action, say),
      ...executionLines(action, incident, say),
    ],
    buttons: undoButtons(incident, action, say),
    forms: [
      ...evidenceWaiverForm(action, incident, say),
      ...leaseExtensionForm(action, incident, say),
      ...breakGlassReviewForm(action, incident, say),
    ],
  },
})

const watchUntil = ({ verification }: Action, say: Translate): readonly { readonly text: string }[] =>
  verification === undefined ? [] : [{ text: say(messageOf('card.progress.until', { untilAt: verification.until })) }]
