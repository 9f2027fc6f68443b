import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'
import { actionHeadline } from '../parts/headline.ts'
import { planChangeText } from '../parts/plan-change-text.ts'
import { recentChangeLines } from '../parts/recent-change-lines.ts'
import { actionTitle } from '../parts/step-title.ts'
import { successLimitLines, verificationReadingLines } from '../parts/success-limit-lines.ts'
import { planWarnings, whatIfRows } from '../parts/what-if-sections.ts'
import { approvalFacts } from './approval-facts.ts'
import { markdownBullets, markdownSection } from './markdown.ts'

/** A command with a whole resource id and its body. */
const maxLineLength = 2000

/** Each step asked for: by whom, what it would change, approved by whom, under which ids, with what result. */
export const stepSections = (incident: Incident, say: Translate): string =>
  incident.actions
    .map((action) =>
      markdownSection(actionTitle(action, say), markdownBullets(stepLines(action, incident, say), maxLineLength), 3),
    )
    .join('\n\n')

const stepLines = (action: Action, incident: Incident, say: Translate): readonly string[] => [
  say(messageOf('report.asked', { who: requesterName(action, say), when: say.dateTime(action.requestedAt) })),
  ...(action.plan === undefined ? [] : planFacts(action.plan, say)),
  ...approvalFacts(action, incident, say),
  ...correlationFacts(action, say),
  ...verificationReadingLines(action, say).map(({ mark, text }) => mark + text),
  say(messageOf('report.step-status', { status: say(actionHeadline(action).words) })),
  ...(action.why === undefined ? [] : [say(action.why)]),
]

export const requesterName = ({ by }: Pick<Action, 'by'>, say: Translate): string =>
  by.person?.name ?? say(messageOf('report.lease'))

/** All of the what-if, however long: the card may have shown only the first of it. */
const planFacts = (plan: MitigationPlan, say: Translate): readonly string[] => [
  ...plan.changes.map((change) => planChangeText(change, say)),
  ...planWarnings(plan, say).map((text) => say(messageOf('report.warning', { text }))),
  ...whatIfRows(plan, Number.POSITIVE_INFINITY, say).map(({ label, text }) => `${label}: ${text}`),
  ...recentChangeLines(plan.recent, say).map(({ text }) => say(messageOf('report.recent', { text }))),
  ...successLimitLines(plan.success, say).map(({ text }) => say(messageOf('report.success', { text }))),
  say(messageOf('report.command', { command: plan.commands.az })),
  say(messageOf('report.powershell', { command: plan.commands.powershell })),
]

const correlationFacts = ({ correlationId, azureCorrelationId }: Action, say: Translate): readonly string[] => {
  const known = [correlationId, azureCorrelationId].filter((id) => id !== undefined)
  return known.length === 0 ? [] : [say(messageOf('report.correlation', { ids: [...new Set(known)].join(', ') }))]
}
