import type { Action, Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { approvalPart } from './parts/approval.ts'
import { button } from './parts/button.ts'
import { emergencyForm } from './parts/glass.ts'
import { practiceNote } from './parts/head.ts'
import { stepHead, stepSummary } from './parts/step-head.ts'
import { nothingPlanned, whatIf } from './parts/what-if.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'

/** The what-if: what changes, what it touches, what it costs, and who may say yes. Its buttons carry the action's id alone. */
export const proposalView = (incident: Incident, action: Action, say: Say, surroundings: Surroundings): View => ({
  template: 'proposal',
  language: say.language,
  summary: stepSummary(incident, action, say),
  data: {
    head: stepHead(incident, action, say),
    practice: practiceNote(surroundings, say),
    ...(action.plan === undefined ? nothingPlanned : whatIf(action.plan, say)),
    approval: approvalPart(action, say, surroundings),
    buttons: [
      button(say(phrase('card.button.approve')), 'approve', action.id, 'positive'),
      button(say(phrase('card.button.reject')), 'reject', action.id, 'destructive'),
    ],
    forms: emergencyForm(action, say, surroundings),
    withdraw: [button(say(phrase('card.button.withdraw')), 'withdraw', action.id)],
  },
})
