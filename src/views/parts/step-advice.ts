import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { cardButton } from './card-button.ts'
import { type CardForm, reasonInput } from './card-form.ts'
import { stepTitle } from './step-title.ts'
import { causeTitle } from './verdict-title.ts'

const looks = {
  for: { style: 'default', mark: '✓ ', color: 'good' },
  against: { style: 'warning', mark: '⚠ ', color: 'attention' },
  other: { style: 'default', mark: '▸ ', color: 'default' },
} as const

/** What the verdict said of the step when it was proposed, above the buttons; nothing where it had no opinion. */
export const adviceSection = ({ advice }: Pick<Action, 'advice'>, say: Translate) => {
  if (advice === undefined) return []
  const cause = advice.cause === undefined ? 'none' : causeTitle(advice.cause, say)
  const { why, shows, instead } = advice
  const other =
    instead === undefined ? undefined : messageOf('card.advice.other.instead', { step: stepTitle(instead, say), cause })
  const title = say(messageOf(`card.advice.${advice.is}`, { cause }))
  const text = [why, shows, other].flatMap((one) => (one === undefined ? [] : [say(one)])).join(' ')
  const { style, mark, color } = looks[advice.is]
  return [
    {
      style,
      mark,
      color,
      title: sanitizeText(title, 200),
      text: sanitizeText(text, 600),
    },
  ]
}

/** Approve, where the verdict speaks against the step: it asks why first. */
export const reasonedApprovalForm = ({ id, advice }: Action, say: Translate): readonly CardForm[] =>
  advice?.is === 'against'
    ? [
        {
          title: say(messageOf('card.advice.approve')),
          style: 'default',
          notes: [],
          texts: [reasonInput('card.advice.reason', say, 'approvalReason')],
          choices: [],
          buttons: [cardButton(say(messageOf('card.button.approve')), 'approve', id, 'positive')],
        },
      ]
    : []
