import type { Action, Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Plan } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { actionHeadline } from '../parts/headline.ts'
import { limitLines, readingLines } from '../parts/limits.ts'
import { recentLines } from '../parts/recent.ts'
import { actionTitle } from '../parts/step.ts'
import { warnings, whatIfRows } from '../parts/what-if.ts'
import { approvalFacts } from './approvals.ts'
import { bullets, section } from './markdown.ts'

/** A command with a whole resource id and its body. */
const longestLine = 2000

/** Each step asked for: by whom, what it would change, approved by whom, under which ids, with what result. */
export const stepSections = (incident: Incident, say: Say): string =>
  incident.actions
    .map((action) => section(actionTitle(action, say), bullets(stepLines(action, say), longestLine), 3))
    .join('\n\n')

const stepLines = (action: Action, say: Say): readonly string[] => [
  say(phrase('report.asked', { who: requester(action, say), when: say.dateTime(action.requestedAt) })),
  ...(action.plan === undefined ? [] : planned(action.plan, say)),
  ...approvalFacts(action, say),
  ...ids(action, say),
  ...readingLines(action, say).map(({ mark, text }) => mark + text),
  say(phrase('report.step-status', { status: say(actionHeadline(action).words) })),
  ...(action.why === undefined ? [] : [say(action.why)]),
]

export const requester = ({ by }: Pick<Action, 'by'>, say: Say): string =>
  by.kind === 'lease' ? say(phrase('report.lease')) : by.person.name

/** All of the what-if, however long: the card may have shown only the first of it. */
const planned = (plan: Plan, say: Say): readonly string[] => [
  ...plan.changes.map(({ what, before, after }) => `${say(what)}: ${before} → ${after}`),
  ...warnings(plan, say).map((text) => say(phrase('report.warning', { text }))),
  ...whatIfRows(plan, Number.POSITIVE_INFINITY, say).map(({ label, text }) => `${label}: ${text}`),
  ...recentLines(plan.recent, say).map(({ text }) => say(phrase('report.recent', { text }))),
  ...limitLines(plan.success, say).map(({ text }) => say(phrase('report.success', { text }))),
  say(phrase('report.command', { command: plan.commands.az })),
  say(phrase('report.powershell', { command: plan.commands.powershell })),
]

const ids = ({ correlationId, azureCorrelationId }: Action, say: Say): readonly string[] => {
  const known = [correlationId, azureCorrelationId].filter((id) => id !== undefined)
  return known.length === 0 ? [] : [say(phrase('report.correlation', { ids: [...new Set(known)].join(', ') }))]
}
