import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { namedCauses, type RankedCause, type Verdict } from '../../incident/verdict.ts'
import { troubleOf, type VerdictStanding, verdictStandingOf } from '../../incident/verdict-standing.ts'
import { headingText, sanitizeText } from '../untrusted-text.ts'
import { momentText, spanText } from './moment-text.ts'

export const percentText = (share: number, say: Translate): string => say.number(Math.round(share * 100), 'percent')

export const causeTitle = (cause: string, say: Translate): string => say(messageOf(`cause.${cause}.title`))

export const causeWords = ({ cause, confidence }: RankedCause, say: Translate) => ({
  cause: causeTitle(cause, say),
  share: percentText(confidence, say),
})

/** The verdict in a line: its cause, or what visitors feel where none can be named. Fit for a heading. */
export const verdictTitle = (
  verdict: Verdict,
  say: Translate,
  standing: VerdictStanding = verdictStandingOf(verdict),
): string => {
  const [cause] = namedCauses(verdict)
  const trouble = troubleTitle(verdict, say)
  switch (standing) {
    case 'cause':
    case 'over':
      if (cause === undefined)
        return say(messageOf(`card.verdict.over.${trouble === '' ? 'title' : 'trouble'}`, { trouble }))
      return standing === 'cause'
        ? say(messageOf('card.verdict.cause', causeWords(cause, say)))
        : say(messageOf('card.verdict.over.cause', { ...causeWords(cause, say), span: spanText(verdict, say) }))
    case 'trouble':
      return say(messageOf('card.verdict.trouble.title', { trouble }))
    case 'provisional':
    case 'nothing-wrong':
    case 'not-enough-evidence':
      return say(messageOf(`card.verdict.${standing}.title`))
    default:
      return standing satisfies never
  }
}

/** The heaviest of what visitors feel; empty where nothing is known of it. */
const troubleTitle = (verdict: Verdict, say: Translate): string =>
  troubleOf(verdict)
    .slice(0, 1)
    .map(({ text }) => headingText(say(text), 110).replace(/\.$/, ''))
    .join('')

const maxReasons = 2

/** None or one: which cause an earlier look named, and what contradicts it since. */
export const replacementText = (verdict: Verdict, say: Translate): readonly string[] => {
  const { replaces, at } = verdict
  if (replaces === undefined) return []
  const because = replaces.because.slice(0, maxReasons).map(say).join(' ')
  const args = {
    beforeAt: momentText(replaces.at, at, say),
    former: causeTitle(replaces.cause, say),
    now: verdictTitle(verdict, say),
    because,
  }
  return [sanitizeText(say(messageOf('card.verdict.replaced', args)), 400)]
}
