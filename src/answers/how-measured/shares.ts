import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { heaviestFirst, type RankedCause } from '../../incident/verdict.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'
import { saysShare } from '../why/other-share.ts'

/** "Why do they not add up to 100?" */
export const countsUpWords = `
  come to, comes to, miscount*, add up, adds up, adding up, added up, sum up, sums to, sum to, total 100, more than 100, over 100, less than 100,
  above 100, not 100, to 100, make 100, together, optellen, opgeteld, tel … op, tellen … op, samen, meer dan 100, boven de 100,
  geen 100, op 100, rekenfout, kom ik op, komen op, komt op, minder dan 100, som`

/** "That makes 130 %". */
export const isOverWhole = (text: string): boolean => /(?<![\d.,])1\d\d ?(?:%|per ?cent|procent|pct)/i.test(text)

const mostShares = 3

/** The causes whose shares the question names. */
export const askedShares = ({ verdict }: Incident, text: string, say: Translate): readonly RankedCause[] =>
  (verdict?.causes ?? []).filter(({ confidence }) => saysShare(text, confidence, say))

/** The shares that stand on the card, and why they are no parts of a whole. */
export const sumLines = ({ verdict }: Incident, say: Translate): readonly string[] => {
  const shares = (verdict?.causes ?? [])
    .slice(0, mostShares)
    .map(({ cause, confidence }) => `${causeTitle(cause, say)} ${percentText(confidence, say)}`)
  return [...(shares.length === 0 ? [] : [`${shares.join(' · ')}.`]), say(messageOf('answer.how-measured.sum'))]
}

/** How sure, of how many signs, the heaviest of them, and that the weights are our own. */
export const reckonedLines = (
  { verdict }: Incident,
  asked: RankedCause | undefined,
  say: Translate,
): readonly string[] => {
  const cause = asked ?? verdict?.causes[0]
  if (cause === undefined) return [say(messageOf('answer.how-measured.weights'))]
  const [heaviest] = heaviestFirst(cause.evidence)
  return [
    say(
      messageOf('answer.how-measured.sure', {
        share: percentText(cause.confidence, say),
        cause: causeTitle(cause.cause, say),
        for: cause.evidence.length,
        against: cause.against.length,
      }),
    ),
    ...(heaviest === undefined ? [] : [say(messageOf('answer.how-measured.heaviest', { reason: say(heaviest.text) }))]),
    say(messageOf('answer.how-measured.weights')),
  ]
}
