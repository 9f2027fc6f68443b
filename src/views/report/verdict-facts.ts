import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { namedCauses, type Verdict } from '../../incident/verdict.ts'
import { troubleOf } from '../../incident/verdict-standing.ts'
import { spanText } from '../parts/moment-text.ts'
import { causeTitle, causeWords } from '../parts/verdict-title.ts'

/** The verdict as lines of a summary: its causes, what visitors felt, until when, and what it put in place of what. */
export const verdictFacts = (verdict: Verdict | undefined, say: Translate): readonly string[] =>
  verdict === undefined
    ? []
    : [
        ...namedCauses(verdict).map((cause) => say(messageOf('report.cause', causeWords(cause, say)))),
        ...troubleOf(verdict).map(({ text }) => say(messageOf('report.trouble', { text: say(text) }))),
        ...(verdict.until === undefined ? [] : [say(messageOf('report.over', { span: spanText(verdict, say) }))]),
        ...(verdict.microsoft ?? []).map(({ text }) => say(messageOf('card.verdict.microsoft', { text: say(text) }))),
        ...replacementFacts(verdict, say),
      ]

/** None or one: with all that contradicts the former cause. */
export const replacementFacts = ({ replaces }: Verdict, say: Translate): readonly string[] => {
  if (replaces === undefined) return []
  const { cause, at, because } = replaces
  const args = { when: say.dateTime(at), former: causeTitle(cause, say), because: because.map(say).join(' ') }
  return [say(messageOf('report.replaced', args))]
}
