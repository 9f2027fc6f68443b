import type { Action } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Surroundings } from '../surroundings.ts'
import { plain } from '../untrusted.ts'
import { type Line, line } from './tone.ts'

export interface Approval {
  readonly title: string
  readonly lines: readonly Line[]
}

/** Who asked, who may say yes, how many are still needed, and until when. */
export const approvalPart = (action: Action, say: Say, surroundings: Surroundings): Approval => {
  const { rule, approvals, expiresAt } = action
  const left = Math.max(0, (rule?.needed ?? 1) - approvals.length)
  return {
    title: say(phrase('card.approval.left', { left })),
    lines: [
      ...approvalLines(action, say),
      ...(rule === undefined || rule.approvers.length === 0 ? [] : [mayApprove(rule.approvers, say, surroundings)]),
      line('▸', 'default', askedBy(action, say)),
      ...(rule?.requesterCounts === false ? [line('▸', 'default', say(phrase('card.approval.four-eyes')))] : []),
      ...(expiresAt === undefined ? [] : [line('▸', 'default', say(phrase('card.approval.expires', { expiresAt })))]),
    ],
  }
}

/** Each yes so far. */
export const approvalLines = (action: Action, say: Say): readonly Line[] =>
  action.approvals.map(({ by, at }) =>
    line('✓', 'good', say(phrase('card.approval.given', { who: plain(by.name, 60), givenAt: at }))),
  )

export const askedBy = ({ by, requestedAt }: Action, say: Say): string =>
  by.kind === 'lease'
    ? say(phrase('card.asked.lease'))
    : say(phrase('card.asked.person', { who: plain(by.person.name, 60), askedAt: requestedAt }))

const mayApprove = (approvers: readonly string[], say: Say, { names }: Surroundings): Line => {
  const who = approvers.slice(0, 8).map((key) => plain(names(key), 60))
  const more = approvers.length > who.length ? ['…'] : []
  return line('▸', 'default', plain(say(phrase('card.approval.who', { who: [...who, ...more].join(', ') })), 600))
}
