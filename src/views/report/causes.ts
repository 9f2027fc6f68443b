import { phrase } from '../../incident/phrase.ts'
import type { Evidence, RankedCause, RuledOut, Verdict } from '../../incident/verdict.ts'
import type { Say } from '../../language/types.ts'
import { percent } from '../parts/verdict.ts'
import { bullets, section } from './markdown.ts'

/** Each cause considered, with everything for and against it. */
export const causeSections = (verdict: Verdict | undefined, say: Say): string =>
  (verdict?.causes ?? []).map((cause) => causeSection(cause, verdict, say)).join('\n\n')

const causeSection = (cause: RankedCause, verdict: Verdict | undefined, say: Say): string => {
  const beside =
    verdict?.beside?.cause === cause.cause ? [say(phrase(`card.verdict.${verdict.beside.is}.summary`))] : []
  const lines = [...beside, ...side('for', cause.evidence, say), ...side('against', cause.against, say)]
  return section(`${titleOf(cause.cause, say)} (${percent(cause.confidence, say)})`, bullets(lines), 3)
}

/** Each cause ruled out: what speaks against it, and what it would take that was not seen. */
export const ruledOutSections = (verdict: Verdict | undefined, say: Say): string =>
  (verdict?.ruledOut ?? []).map((cause) => ruledOutSection(cause, say)).join('\n\n')

const ruledOutSection = ({ cause, missing, against }: RuledOut, say: Say): string => {
  const needed = missing.map((one) => `${say(phrase('report.missing'))}: ${say(one)}`)
  const lines = [...side('against', against, say), ...needed]
  return section(titleOf(cause, say), bullets(lines.length === 0 ? [say(phrase('card.ruled-out.nothing'))] : lines), 3)
}

const side = (key: 'for' | 'against', evidence: readonly Evidence[], say: Say): readonly string[] =>
  evidence.map(({ text }) => `${say(phrase(`report.${key}`))}: ${say(text)}`)

const titleOf = (cause: string, say: Say): string => say(phrase(`cause.${cause}.title`))
