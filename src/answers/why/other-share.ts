import { spokenCausesIn } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import {
  type CauseEvidence,
  heaviestFirst,
  namedCauses,
  type RankedCause,
  type Verdict,
} from '../../incident/verdict.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'

const maxReasons = 3

/** A cause beside the named one whose share is asked about: by the share itself, or by its name with the word share. */
export const otherShareIn = (text: string, verdict: Verdict, say: Translate): RankedCause | undefined => {
  const named = namedCauses(verdict)
  const others = verdict.causes.filter((one) => !named.includes(one))
  const byShare = others.find(({ confidence }) => saysShare(text, confidence, say))
  if (byShare !== undefined) return byShare
  const spoken = spokenCausesIn(text)
  if (named.some(({ cause }) => spoken.includes(cause))) return undefined
  return others.find(({ cause }) => spoken.includes(cause))
}

export const saysShare = (text: string, confidence: number, say: Translate): boolean => {
  const share = percentText(confidence, say).replace(/\D/g, '')
  return [...text.matchAll(/(\d{1,3})\s?(?:%|percent|procent|pct)/gi)].some(([, said]) => said === share)
}

/** What it is worth, what speaks for it, and what keeps it below the named one. */
export const otherShareLines = (other: RankedCause, first: RankedCause, say: Translate): readonly string[] => {
  const args = { cause: causeTitle(other.cause, say), share: percentText(other.confidence, say) }
  const named = { first: causeTitle(first.cause, say), firstShare: percentText(first.confidence, say) }
  return [
    say(messageOf('answer.why.other', { ...args, ...named })),
    ...joined('answer.why.for', other.evidence, say),
    ...joined('answer.why.against', other.against, say),
  ]
}

/** None or one: the heaviest of them in a line. */
export const joined = (key: string, evidence: readonly CauseEvidence[], say: Translate): readonly string[] => {
  const reasons = heaviestFirst(evidence).slice(0, maxReasons)
  return reasons.length === 0 ? [] : [say(messageOf(key, { reason: reasons.map(({ text }) => say(text)).join(' ') }))]
}
