import type { Action, Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Plan } from '../incident/plan.ts'
import type { Say } from '../language/types.ts'
import { approvalPart } from './parts/approval.ts'
import { button } from './parts/button.ts'
import { costText } from './parts/cost.ts'
import { practiceNote } from './parts/head.ts'
import { limitLines } from './parts/limits.ts'
import { some } from './parts/some.ts'
import { stepTitle } from './parts/step.ts'
import { stepHead, stepSummary } from './parts/step-head.ts'
import { line } from './parts/tone.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'
import { plain } from './untrusted.ts'

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
    withdraw: [button(say(phrase('card.button.withdraw')), 'withdraw', action.id)],
  },
})

const nothingPlanned = { changes: [], rows: [], warnings: [], success: [], folds: [], commands: [] }

const whatIf = (plan: Plan, say: Say) => ({
  changes: some('card.title.what-changes', { lines: plan.changes.map((change) => changeRow(change, say)) }, say),
  warnings: plan.destroysEvidence ? [{ text: say(phrase('card.destroys-evidence')) }] : [],
  rows: [
    ...row('card.row.apps', plan.touches.apps.map((app) => plain(app, 80)).join(', '), say),
    ...row('card.row.instances', plan.touches.instances.map((name) => plain(name, 60)).join(', '), say),
    ...row('card.row.notice', plan.notice.map((notice) => plain(say(notice))).join(' '), say),
    ...row('card.row.cost', costText(plan.cost, say), say),
    ...row('card.row.undo', undoText(plan, say), say),
    ...row('card.row.lease', plan.leaseInMs === undefined ? '' : leaseText(plan.leaseInMs, say), say),
  ],
  success:
    plan.success.limits.length === 0 ? [] : some('card.title.success', { lines: limitLines(plan.success, say) }, say),
  folds: [{ folds: [{ id: 'commands', title: say(phrase('card.title.commands')) }] }],
  commands: [
    {
      title: say(phrase('card.title.commands')),
      lines: [plan.commands.az, plan.commands.powershell].map((text) => ({ text: plain(text, 2000) })),
    },
  ],
})

const changeRow = (change: Plan['changes'][number], say: Say) =>
  line(`${plain(say(change.what), 80)}:`, 'default', plain(`${plain(change.before, 80)} → ${plain(change.after, 80)}`))

const row = (key: string, text: string, say: Say): readonly { readonly label: string; readonly text: string }[] =>
  text === '' ? [] : [{ label: `${say(phrase(key))}: `, text: plain(text, 600) }]

const undoText = ({ undo }: Plan, say: Say): string =>
  undo === undefined ? say(phrase('card.undo.none')) : stepTitle(undo, say)

const leaseText = (inMs: number, say: Say): string => say(phrase('card.lease.for', { length: say.duration(inMs) }))
