import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import {
  type CauseEvidence,
  heaviestFirst,
  namedCauses,
  type RankedCause,
  type RuledOutCause,
  similarCausesFirst,
  type Verdict,
} from '../../incident/verdict.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { type LineGroup, lineGroup, truncateLines } from './collapsible-section.ts'
import { firstScreenEvidenceCount } from './verdict-sections.ts'
import { percentText } from './verdict-title.ts'

const maxEvidence = 8
const maxEvidenceOfTwo = 5
const maxOtherCauses = 2
const maxRuledOut = 7

/** The pieces that the first screen has no room for, and what speaks against; so many of each cause as a card has room for. */
export const moreEvidence = (verdict: Verdict | undefined, say: Translate, most?: number): readonly LineGroup[] => {
  const named = namedCauses(verdict)
  if (verdict === undefined || named.length === 0) return []
  return named.flatMap((cause) => {
    const rest = heaviestFirst(cause.evidence).slice(firstScreenEvidenceCount(verdict))
    const lines = [...linesFor(rest, 'attention', say), ...linesAgainst(cause.against, say)]
    const title = named.length > 1 ? titleOf(cause.cause, say) : ''
    return lineGroup(title, truncateLines(lines, most ?? (named.length > 1 ? maxEvidenceOfTwo : maxEvidence), say))
  })
}

/** Why it is not one of the others: the runners-up with their reasons, then a line for each that is ruled out. */
export const otherCauses = (
  verdict: Verdict | undefined,
  say: Translate,
  { similarCauses }: Pick<RenderContext, 'similarCauses'>,
): readonly LineGroup[] => {
  const named = namedCauses(verdict)
  const similar = named.slice(0, 1).flatMap(({ cause }) => similarCauses(cause))
  const others = verdict?.causes.filter((cause) => !named.includes(cause)) ?? []
  const ruledOut = similarCausesFirst(verdict?.ruledOut ?? [], similar).map((cause) => ruledOutLine(cause, say))
  return [
    ...others.slice(0, maxOtherCauses).flatMap((cause) => otherCauseGroup(cause, say)),
    ...lineGroup(say(messageOf('card.title.ruled-out')), truncateLines(ruledOut, maxRuledOut, say)),
  ]
}

const otherCauseGroup = (cause: RankedCause, say: Translate): readonly LineGroup[] => {
  const lines = [...linesAgainst(cause.against, say), ...linesFor(cause.evidence, 'default', say)].slice(0, 3)
  return lineGroup(titleOf(cause.cause, say), lines, ` · ${percentText(cause.confidence, say)}`)
}

const ruledOutLine = (cause: RuledOutCause, say: Translate): CardLine => {
  const text = sanitizeText(`${titleOf(cause.cause, say)}: ${ruledOutReason(cause, say)}`, 180)
  return cardLine(cause.against.length === 0 ? '·' : '−', 'default', text)
}

/** What speaks against it, else what it would take: one reason is enough on a card, the report has them all. */
export const ruledOutReason = (
  { missing, against }: Pick<RuledOutCause, 'missing' | 'against'>,
  say: Translate,
): string => {
  const [first] = heaviestFirst(against)
  if (first !== undefined) return say(first.text)
  const [needed] = missing
  if (needed === undefined) return say(messageOf('card.ruled-out.nothing'))
  return say(messageOf('card.ruled-out.missing', { needed: say(needed) }))
}

const linesFor = (evidence: readonly CauseEvidence[], color: CardLine['color'], say: Translate): readonly CardLine[] =>
  heaviestFirst(evidence).map(({ text }) => cardLine('+', color, sanitizeText(say(text), 180)))

const linesAgainst = (evidence: readonly CauseEvidence[], say: Translate): readonly CardLine[] =>
  heaviestFirst(evidence).map(({ text }) => cardLine('−', 'good', sanitizeText(say(text), 180)))

const titleOf = (cause: string, say: Translate): string => sanitizeText(say(messageOf(`cause.${cause}.title`)), 60)
