import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, BreakGlassUse, Incident } from '../../incident/incident.ts'
import { isEvidenceLocked } from '../../incident/pending-effects.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { cardButton } from './card-button.ts'
import { type CardForm, reasonInput } from './card-form.ts'
import { type CardLine, cardLine, toneDots } from './card-line.ts'
import { personNames } from './name-list.ts'

/** Running it in an emergency without its approvals: folded away, and everything that follows from it said first. */
export const breakGlassForm = (
  { id, rule }: Action,
  say: Translate,
  renderContext: RenderContext,
): readonly CardForm[] => {
  const { breakers = [] } = rule ?? {}
  if (breakers.length === 0) return []
  const who = personNames(breakers, say, renderContext)
  return [
    {
      title: say(messageOf('card.emergency.title')),
      style: 'destructive',
      notes: [
        cardLine('✗', 'attention', say(messageOf('card.emergency.warning'))),
        cardLine('▸', 'default', say(messageOf('card.emergency.review'))),
        cardLine('▸', 'default', sanitizeText(say(messageOf('card.emergency.who', { who })), 600)),
      ],
      texts: [reasonInput('card.emergency.reason', say)],
      choices: [],
      buttons: [cardButton(say(messageOf('card.button.break-glass')), 'break-glass', id, 'destructive')],
    },
  ]
}

/** In red on every later card of the step: who ran it without its approvals, why, and what others said of it. */
export const breakGlassLines = ({ breakGlassUse }: Action, say: Translate): readonly CardLine[] =>
  breakGlassUse === undefined
    ? []
    : [
        cardLine(
          toneDots.attention,
          'attention',
          sanitizeText(
            say(
              messageOf('card.glass.broken', {
                who: sanitizeText(breakGlassUse.by.name, 60),
                brokenAt: breakGlassUse.at,
              }),
            ),
            200,
          ),
        ),
        cardLine('▸', 'default', quotedText(breakGlassUse.reason)),
        ...reviewLines(breakGlassUse, say),
      ]

const reviewLines = ({ review, reviewBy, overdue }: BreakGlassUse, say: Translate): readonly CardLine[] => {
  if (review === undefined) {
    const key = overdue === true ? 'card.glass.overdue' : 'card.glass.pending'
    return [
      cardLine(
        overdue === true ? toneDots.attention : '…',
        'attention',
        say(messageOf(key, { when: say.dateTime(reviewBy) })),
      ),
    ]
  }
  const who = sanitizeText(review.by.name, 60)
  const words = sanitizeText(say(messageOf(`card.glass.${review.verdict}`, { who, reviewedAt: review.at })), 200)
  const isGood = review.verdict === 'justified'
  return [
    cardLine(isGood ? '✓' : '✗', isGood ? 'good' : 'attention', words),
    cardLine('▸', 'default', quotedText(review.note)),
  ]
}

export const quotedText = (text: string): string => `“${sanitizeText(text, 500)}”`

/** Somebody else says whether it was right. While it waits for evidence there is another reason to be given first. */
export const breakGlassReviewForm = (action: Action, incident: Incident, say: Translate): readonly CardForm[] => {
  const { id, breakGlassUse, status } = action
  if (breakGlassUse === undefined || breakGlassUse.review !== undefined) return []
  if (status === 'approved' && isEvidenceLocked(action, incident)) return []
  return [
    {
      title: say(messageOf('card.review.title')),
      style: 'default',
      notes: [cardLine('▸', 'default', say(messageOf('card.review.words')))],
      texts: [reasonInput('card.review.reason', say)],
      choices: [],
      buttons: [
        cardButton(say(messageOf('card.button.justified')), 'justified', id, 'positive'),
        cardButton(say(messageOf('card.button.not-justified')), 'not-justified', id, 'destructive'),
      ],
    },
  ]
}
