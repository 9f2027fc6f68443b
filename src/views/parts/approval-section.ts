import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action } from '../../incident/incident.ts'
import type { Person } from '../../incident/person.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { quotedText } from './break-glass-form.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { personNames } from './name-list.ts'

export interface ApprovalSection {
  readonly title: string
  readonly lines: readonly CardLine[]
}

/** How many of how many said yes and who, who may, who asked, and until when. */
export const approvalSection = (action: Action, say: Translate, renderContext: RenderContext): ApprovalSection => {
  const { rule, expiresAt } = action
  return {
    title: say(approvalCount(action)),
    lines: [
      ...approvalLines(action, say),
      ...(rule === undefined || rule.approvers.length === 0 ? [] : [approversLine(rule.approvers, say, renderContext)]),
      cardLine('▸', 'default', requestedByText(action, say)),
      ...fourEyesLines(rule, say),
      ...(expiresAt === undefined
        ? []
        : [cardLine('▸', 'default', say(messageOf('card.approval.expires', { expiresAt })))]),
    ],
  }
}

/** Where nobody knows who asked, that says why it takes more people, and is all there is to say. */
const fourEyesLines = (rule: Action['rule'], say: Translate): readonly CardLine[] => {
  if (rule?.requesterUnknown) return [cardLine('▸', 'default', say(messageOf('card.approval.requester-unknown')))]
  return rule?.requesterCounts === false ? [cardLine('▸', 'default', say(messageOf('card.approval.four-eyes')))] : []
}

export const approvalCount = ({ rule, approvals }: Action) =>
  messageOf('card.approval.count', { given: approvals.length, needed: rule?.needed ?? 1 })

/** Each yes so far. */
export const approvalLines = (action: Action, say: Translate): readonly CardLine[] =>
  action.approvals.flatMap(({ by, at, reason }) => [
    cardLine('✓', 'good', say(messageOf('card.approval.given', { who: sanitizeText(by.name, 60), givenAt: at }))),
    ...(reason === undefined ? [] : [cardLine('▸', 'default', quotedText(reason))]),
  ])

export const requestedByText = ({ by, requestedAt }: Action, say: Translate): string =>
  by.kind === 'lease'
    ? leaseRequester(by.person, say)
    : say(messageOf('card.asked.person', { who: sanitizeText(by.person.name, 60), askedAt: requestedAt }))

const leaseRequester = (person: Person | undefined, say: Translate): string =>
  person === undefined
    ? say(messageOf('card.asked.lease'))
    : say(messageOf('card.asked.lease.person', { who: sanitizeText(person.name, 60) }))

const approversLine = (approvers: readonly string[], say: Translate, renderContext: RenderContext): CardLine =>
  cardLine(
    '▸',
    'default',
    sanitizeText(say(messageOf('card.approval.who', { who: personNames(approvers, say, renderContext) })), 600),
  )
