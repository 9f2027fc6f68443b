import type { Action, Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { costText } from '../parts/cost.ts'
import { actionHeadline } from '../parts/headline.ts'
import { readingLines } from '../parts/limits.ts'
import { actionTitle } from '../parts/step.ts'
import { bullets, section } from './markdown.ts'

/** Each step asked for: by whom, approved by whom, what changed, under which ids, with what result. */
export const stepSections = (incident: Incident, say: Say): string =>
  incident.actions.map((action) => section(actionTitle(action, say), bullets(stepLines(action, say)), 3)).join('\n\n')

const stepLines = (action: Action, say: Say): readonly string[] => [
  say(phrase('report.asked', { who: requester(action, say), when: say.dateTime(action.requestedAt) })),
  ...action.approvals.map(({ by, at }) => say(phrase('report.approved', { who: by.name, when: say.dateTime(at) }))),
  ...planned(action, say),
  ...ids(action, say),
  ...readingLines(action, say).map(({ mark, text }) => mark + text),
  say(phrase('report.step-status', { status: say(actionHeadline(action).words) })),
  ...(action.why === undefined ? [] : [say(action.why)]),
]

export const requester = ({ by }: Pick<Action, 'by'>, say: Say): string =>
  by.kind === 'lease' ? say(phrase('report.lease')) : by.person.name

const planned = ({ plan }: Action, say: Say): readonly string[] =>
  plan === undefined
    ? []
    : [
        ...plan.changes.map(({ what, before, after }) => `${say(what)}: ${before} → ${after}`),
        `${say(phrase('card.row.cost'))}: ${costText(plan.cost, say)}`,
        say(phrase('report.command', { command: plan.commands.az })),
      ]

const ids = ({ correlationId, azureCorrelationId }: Action, say: Say): readonly string[] => {
  const known = [correlationId, azureCorrelationId].filter((id) => id !== undefined)
  return known.length === 0 ? [] : [say(phrase('report.correlation', { ids: [...new Set(known)].join(', ') }))]
}
