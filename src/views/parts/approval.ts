import type { Action } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Surroundings } from '../surroundings.ts'
import { plain } from '../untrusted.ts'
import { namesOf } from './names.ts'
import { type Line, line } from './tone.ts'

export interface Approval {
  readonly title: string
  readonly lines: readonly Line[]
}

/** How many of how many said yes and who, who may, who asked, and until when. */
export const approvalPart = (action: Action, say: Say, surroundings: Surroundings): Approval => {
  const { rule, expiresAt } = action
  return {
    title: say(approvalCount(action)),
    lines: [
      ...approvalLines(action, say),
      ...(rule === undefined || rule.approvers.length === 0 ? [] : [mayApprove(rule.approvers, say, surroundings)]),
      line('▸', 'default', askedBy(action, say)),
      ...(rule?.requesterCounts === false ? [line('▸', 'default', say(phrase('card.approval.four-eyes')))] : []),
      ...(expiresAt === undefined ? [] : [line('▸', 'default', say(phrase('card.approval.expires', { expiresAt })))]),
    ],
  }
}

export const approvalCount = ({ rule, approvals }: Action) =>
  phrase('card.approval.count', { given: approvals.length, needed: rule?.needed ?? 1 })

/** Each yes so far. */
export const approvalLines = (action: Action, say: Say): readonly Line[] =>
  action.approvals.map(({ by, at }) =>
    line('✓', 'good', say(phrase('card.approval.given', { who: plain(by.name, 60), givenAt: at }))),
  )

export const askedBy = ({ by, requestedAt }: Action, say: Say): string =>
  by.kind === 'lease'
    ? say(phrase('card.asked.lease'))
    : say(phrase('card.asked.person', { who: plain(by.person.name, 60), askedAt: requestedAt }))

const mayApprove = (approvers: readonly string[], say: Say, surroundings: Surroundings): Line =>
  line('▸', 'default', plain(say(phrase('card.approval.who', { who: namesOf(approvers, say, surroundings) })), 600))
