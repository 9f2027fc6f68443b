import { phrase } from '../../incident/phrase.ts'
import type { Evidence, RankedCause, RuledOut, Verdict } from '../../incident/verdict.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { likestFirst } from './alike.ts'
import { atMost, type FoldSection, section } from './fold.ts'
import { type Line, line } from './tone.ts'
import { byWeight, namedCauses, percent, shownAbove } from './verdict.ts'

const mostPieces = 8
const mostPiecesOfTwo = 5
const mostOthers = 2
const mostRuledOut = 7

/** The pieces that the first screen has no room for, and what speaks against. */
export const moreEvidence = (verdict: Verdict | undefined, say: Say): readonly FoldSection[] => {
  const named = namedCauses(verdict)
  if (verdict === undefined || named.length === 0) return []
  return named.flatMap((cause) => {
    const rest = byWeight(cause.evidence).slice(shownAbove(verdict))
    const lines = [...piecesFor(rest, 'attention', say), ...piecesAgainst(cause.against, say)]
    const title = named.length > 1 ? titleOf(cause.cause, say) : ''
    return section(title, atMost(lines, named.length > 1 ? mostPiecesOfTwo : mostPieces, say))
  })
}

/** Why it is not one of the others: the runners-up with their reasons, then a line for each that is ruled out. */
export const otherCauses = (verdict: Verdict | undefined, say: Say): readonly FoldSection[] => {
  const named = namedCauses(verdict)
  const others = verdict?.causes.filter((cause) => !named.includes(cause)) ?? []
  const ruledOut = likestFirst(verdict?.ruledOut ?? [], named[0]?.cause).map((cause) => ruledOutLine(cause, say))
  return [
    ...others.slice(0, mostOthers).flatMap((cause) => runnerUp(cause, say)),
    ...section(say(phrase('card.title.ruled-out')), atMost(ruledOut, mostRuledOut, say)),
  ]
}

const runnerUp = (cause: RankedCause, say: Say): readonly FoldSection[] => {
  const lines = [...piecesAgainst(cause.against, say), ...piecesFor(cause.evidence, 'default', say)].slice(0, 3)
  return section(titleOf(cause.cause, say), lines, ` · ${percent(cause.confidence, say)}`)
}

const ruledOutLine = (cause: RuledOut, say: Say): Line => {
  const text = plain(`${titleOf(cause.cause, say)}: ${whyNot(cause, say)}`, 180)
  return line(cause.against.length === 0 ? '·' : '−', 'default', text)
}

/** What speaks against it, else what it would take: one reason is enough on a card, the report has them all. */
export const whyNot = ({ missing, against }: Pick<RuledOut, 'missing' | 'against'>, say: Say): string => {
  const [first] = byWeight(against)
  if (first !== undefined) return say(first.text)
  const [needed] = missing
  if (needed === undefined) return say(phrase('card.ruled-out.nothing'))
  return say(phrase('card.ruled-out.missing', { needed: say(needed) }))
}

const piecesFor = (evidence: readonly Evidence[], color: Line['color'], say: Say): readonly Line[] =>
  byWeight(evidence).map(({ text }) => line('+', color, plain(say(text), 180)))

const piecesAgainst = (evidence: readonly Evidence[], say: Say): readonly Line[] =>
  byWeight(evidence).map(({ text }) => line('−', 'good', plain(say(text), 180)))

const titleOf = (cause: string, say: Say): string => plain(say(phrase(`cause.${cause}.title`)), 60)
