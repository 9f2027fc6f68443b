import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { approvalSection } from './parts/approval-section.ts'
import { breakGlassForm } from './parts/break-glass-form.ts'
import { cardButton } from './parts/card-button.ts'
import { practiceNote } from './parts/incident-header.ts'
import { adviceSection, reasonedApprovalForm } from './parts/step-advice.ts'
import { stepHeader, stepSummaryLine } from './parts/step-header.ts'
import { emptyWhatIf, whatIfSections } from './parts/what-if-sections.ts'
import type { RenderContext } from './render-context.ts'
import type { CardView } from './types.ts'

/** The what-if: what changes, what it touches, what it costs, and who may say yes. Its buttons carry the action's id alone. */
export const proposalView = (
  incident: Incident,
  action: Action,
  say: Translate,
  renderContext: RenderContext,
): CardView => ({
  template: 'proposal',
  language: say.language,
  summary: stepSummaryLine(incident, action, say),
  data: {
    head: stepHeader(incident, action, say),
    practice: practiceNote(renderContext, say),
    ...(action.plan === undefined ? emptyWhatIf : whatIfSections(action.plan, say)),
    approval: approvalSection(action, say, renderContext),
    advice: adviceSection(action, say),
    buttons: [
      ...(action.advice?.is === 'against'
        ? []
        : [cardButton(say(messageOf('card.button.approve')), 'approve', action.id, 'positive')]),
      cardButton(say(messageOf('card.button.reject')), 'reject', action.id, 'destructive'),
    ],
    forms: [...reasonedApprovalForm(action, say), ...breakGlassForm(action, say, renderContext)],
    withdraw: [cardButton(say(messageOf('card.button.withdraw')), 'withdraw', action.id)],
  },
})
