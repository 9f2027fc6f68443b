import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Instant } from '../../incident/finding.ts'
import { type CauseEvidence, namedCauses, type Verdict } from '../../incident/verdict.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'

const ofBefore =
  /\b(?:eerst|first|before|earlier|previously|daarnet|zonet|just now|you said|zei je|dropped|(?:went|go|gone|goes) (?:down|up)|chang\w*|veranderd?\w*|gezakt|gestegen|minder zeker|zekerder geworden|less (?:sure|certain)|more (?:sure|certain) now|bijgesteld|different from|anders dan)\b/i
const ofVerdict =
  /%|\b(?:percent\w*|procent|sure|certain\w*|confiden\w*|zeker\w*|oordeel|verdict|mind|gedachten|conclusion|conclusie|kans)\b/i

export const isHistoryAsked = (text: string): boolean => ofBefore.test(text) && ofVerdict.test(text)

const mostShown = 4
const mostReasons = 2

interface Reached {
  readonly at: Instant
  readonly verdict: Verdict
}

/** How the verdict went from look to look, and what the last change of it came of; none where it never changed. */
export const historyLines = (events: readonly IncidentEvent[], now: Instant, say: Translate): readonly string[] => {
  const all = events.flatMap((event): readonly Reached[] => (event.type === 'VerdictReached' ? [event] : []))
  const changed = all.filter(({ verdict }, place) => {
    const former = all[place - 1]
    return former === undefined || wordsOf(verdict, say) !== wordsOf(former.verdict, say)
  })
  const [before, last] = changed.slice(-2)
  if (before === undefined || last === undefined) return []
  const course = changed
    .slice(-mostShown)
    .map(({ at, verdict }) => `${momentText(at, now, say)} ${wordsOf(verdict, say)}`)
    .join(' → ')
  return [say(messageOf('answer.why.history', { course })), ...reasonLines(before.verdict, last.verdict, say)]
}

/** What was seen since, what no longer, else which of it reads otherwise. */
const reasonLines = (before: Verdict, last: Verdict, say: Translate): readonly string[] => {
  const [old, own] = [evidenceOf(before), evidenceOf(last)]
  const isIn = ({ text }: CauseEvidence, among: readonly CauseEvidence[]) =>
    among.some((one) => one.text.key === text.key)
  const said = (one: CauseEvidence) => say(one.text)
  const added = own.filter((one) => !isIn(one, old))
  const gone = old.filter((one) => !isIn(one, own))
  const moved = own.filter((one) => isIn(one, old) && !old.some((other) => said(other) === said(one)))
  const told = (key: string, evidence: readonly CauseEvidence[]): readonly string[] =>
    evidence.slice(0, mostReasons).map((one) => say(messageOf(`answer.why.history.${key}`, { reason: said(one) })))
  const reasons = [...told('new', added), ...told('gone', gone)]
  return reasons.length > 0 ? reasons : told('moved', moved)
}

const wordsOf = (verdict: Verdict, say: Translate): string => {
  const [first] = namedCauses(verdict)
  return first === undefined
    ? say(messageOf('answer.why.history.none'))
    : `${causeTitle(first.cause, say)} (${percentText(first.confidence, say)})`
}

const evidenceOf = (verdict: Verdict): readonly CauseEvidence[] => {
  const [first] = namedCauses(verdict)
  return first === undefined ? (verdict.trouble ?? []) : [...first.evidence, ...first.against]
}
