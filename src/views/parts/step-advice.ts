import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { cardButton } from './card-button.ts'
import { type CardForm, reasonInput } from './card-form.ts'
import { causeTitle } from './verdict-title.ts'

/** What the verdict said of the step when it was proposed, above the buttons; nothing where it had no opinion. */
export const adviceSection = ({ advice }: Pick<Action, 'advice'>, say: Translate) => {
  if (advice === undefined) return []
  const cause = advice.cause === undefined ? 'none' : causeTitle(advice.cause, say)
  const title = say(messageOf(`card.advice.${advice.is}`, { cause }))
  const seen = advice.shows === undefined ? [] : [say(advice.shows)]
  const text = [say(advice.why), ...seen].join(' ')
  return [
    {
      style: advice.is === 'against' ? 'warning' : 'default',
      mark: advice.is === 'against' ? '⚠ ' : '✓ ',
      color: advice.is === 'against' ? ('attention' as const) : ('good' as const),
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
