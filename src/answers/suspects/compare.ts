import { causeTraitsOf, spokenCausesIn } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { heaviestFirst, type RankedCause, type RuledOutCause, type Verdict } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'

const compareWords = `
  or, versus, vs, rather than, instead of, apart, tell … apart, distinguish, difference, compare*, which of, likelier,
  more likely, of, dan, versus, uit elkaar, onderscheid*, verschil*, vergelijk*, welke van, waarschijnlijker, eerder,
  in plaats van, and not, not the, en niet, en geen, en niet de`

/** Two suspects side by side: which fits better, what speaks for each, and what would tell them apart. */
export const comparedLines = (
  { verdict }: Incident,
  suspects: readonly string[],
  text: string,
  say: Translate,
): readonly string[] => {
  if (verdict === undefined || !speaksOf(text, compareWords)) return []
  const [better, worse] = sidesOf(verdict, suspects, text)
  if (better === undefined || worse === undefined) return []
  const first = argsOf('first', better, say)
  const fits =
    'confidence' in worse
      ? messageOf('answer.suspected-cause.better', { ...first, ...argsOf('second', worse, say) })
      : messageOf('answer.suspected-cause.better-than-out', { ...first, second: causeTitle(worse.cause, say) })
  const [against] = 'confidence' in worse ? [] : heaviestFirst(worse.against)
  return [
    say(fits),
    ...bestReason(better, say),
    ...(against === undefined
      ? []
      : [say(messageOf('answer.suspected-cause.against-second', { reason: say(against.text) }))]),
    apartWords(better, say),
  ]
}

type Side = RankedCause | RuledOutCause

/** One suspect of each side of "or", the likelier first; words such as memory call several causes, which are no two. */
const sidesOf = (
  verdict: Verdict,
  suspects: readonly string[],
  text: string,
): readonly [] | readonly [RankedCause, Side] => {
  const [left = '', ...right] = text.split(joint)
  const one = spokenCausesIn(left)
  const other = spokenCausesIn(right.join(' ')).filter((cause) => !one.includes(cause))
  const isSplit = one.length > 0 && other.length > 0
  const better = verdict.causes.find(({ cause }) => suspects.includes(cause))
  if (better === undefined) return []
  const rest = isSplit ? (one.includes(better.cause) ? other : one) : suspects
  const isOther = ({ cause }: Side): boolean =>
    rest.includes(cause) && cause !== better.cause && (isSplit || !isSameWord(cause, better.cause))
  const near = causeTraitsOf(better.cause)?.resembles ?? []
  const out = (verdict.ruledOut ?? []).filter(isOther)
  const worse = verdict.causes.find(isOther) ?? out.find(({ cause }) => near.includes(cause)) ?? out[0]
  return worse === undefined ? [] : [better, worse]
}

const joint = /\b(?:or|versus|vs|rather than|instead of|than|from|of|dan|in plaats van|van|and not|en niet|en geen)\b/i

const isSameWord = (one: string, other: string): boolean => /memory/.test(one) && /memory/.test(other)

const argsOf = (place: 'first' | 'second', { cause, confidence }: RankedCause, say: Translate) => ({
  [place]: causeTitle(cause, say),
  [`${place}Share`]: percentText(confidence, say),
})

const bestReason = ({ evidence }: RankedCause, say: Translate): readonly string[] =>
  heaviestFirst(evidence)
    .slice(0, 1)
    .map(({ text }) => say(messageOf('answer.suspected-cause.for', { reason: say(text) })))

const apartWords = ({ cause }: RankedCause, say: Translate): string =>
  say(
    messageOf('answer.suspected-cause.apart', {
      first: causeTitle(cause, say),
      unless: say(messageOf(`cause.${cause}.unless`)),
    }),
  )
