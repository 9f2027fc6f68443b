import type { Action, BrokenGlass, Incident } from '../../incident/incident.ts'
import { isLocked } from '../../incident/outstanding.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Surroundings } from '../surroundings.ts'
import { plain } from '../untrusted.ts'
import { button } from './button.ts'
import { type Form, reasonInput } from './form.ts'
import { namesOf } from './names.ts'
import { dots, type Line, line } from './tone.ts'

/** Running it in an emergency without its approvals: folded away, and everything that follows from it said first. */
export const emergencyForm = ({ id, rule }: Action, say: Say, surroundings: Surroundings): readonly Form[] => {
  const { breakers = [] } = rule ?? {}
  if (breakers.length === 0) return []
  const who = namesOf(breakers, say, surroundings)
  return [
    {
      title: say(phrase('card.emergency.title')),
      style: 'destructive',
      notes: [
        line('✗', 'attention', say(phrase('card.emergency.warning'))),
        line('▸', 'default', say(phrase('card.emergency.review'))),
        line('▸', 'default', plain(say(phrase('card.emergency.who', { who })), 600)),
      ],
      texts: [reasonInput('card.emergency.reason', say)],
      choices: [],
      buttons: [button(say(phrase('card.button.break-glass')), 'break-glass', id, 'destructive')],
    },
  ]
}

/** In red on every later card of the step: who ran it without its approvals, why, and what others said of it. */
export const glassLines = ({ glass }: Action, say: Say): readonly Line[] =>
  glass === undefined
    ? []
    : [
        line(
          dots.attention,
          'attention',
          plain(say(phrase('card.glass.broken', { who: plain(glass.by.name, 60), brokenAt: glass.at })), 200),
        ),
        line('▸', 'default', quote(glass.reason)),
        ...reviewLines(glass, say),
      ]

const reviewLines = ({ review, reviewBy, overdue }: BrokenGlass, say: Say): readonly Line[] => {
  if (review === undefined) {
    const key = overdue === true ? 'card.glass.overdue' : 'card.glass.pending'
    return [
      line(overdue === true ? dots.attention : '…', 'attention', say(phrase(key, { when: say.dateTime(reviewBy) }))),
    ]
  }
  const who = plain(review.by.name, 60)
  const words = plain(say(phrase(`card.glass.${review.verdict}`, { who, reviewedAt: review.at })), 200)
  const isGood = review.verdict === 'justified'
  return [line(isGood ? '✓' : '✗', isGood ? 'good' : 'attention', words), line('▸', 'default', quote(review.note))]
}

export const quote = (text: string): string => `“${plain(text, 500)}”`

/** Somebody else says whether it was right. While it waits for evidence there is another reason to be given first. */
export const reviewForm = (action: Action, incident: Incident, say: Say): readonly Form[] => {
  const { id, glass, status } = action
  if (glass === undefined || glass.review !== undefined) return []
  if (status === 'approved' && isLocked(action, incident)) return []
  return [
    {
      title: say(phrase('card.review.title')),
      style: 'default',
      notes: [line('▸', 'default', say(phrase('card.review.words')))],
      texts: [reasonInput('card.review.reason', say)],
      choices: [],
      buttons: [
        button(say(phrase('card.button.justified')), 'justified', id, 'positive'),
        button(say(phrase('card.button.not-justified')), 'not-justified', id, 'destructive'),
      ],
    },
  ]
}
