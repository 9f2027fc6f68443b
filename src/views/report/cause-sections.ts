import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { CauseEvidence, RankedCause, RuledOutCause, Verdict } from '../../incident/verdict.ts'
import { percentText } from '../parts/verdict-title.ts'
import { markdownBullets, markdownSection } from './markdown.ts'

/** Each cause considered, with everything for and against it. */
export const causeSections = (verdict: Verdict | undefined, say: Translate): string =>
  (verdict?.causes ?? []).map((cause) => causeSection(cause, verdict, say)).join('\n\n')

const causeSection = (cause: RankedCause, verdict: Verdict | undefined, say: Translate): string => {
  const beside =
    verdict?.beside?.cause === cause.cause ? [say(messageOf(`card.verdict.${verdict.beside.is}.summary`))] : []
  const lines = [...beside, ...side('for', cause.evidence, say), ...side('against', cause.against, say)]
  return markdownSection(
    `${titleOf(cause.cause, say)} (${percentText(cause.confidence, say)})`,
    markdownBullets(lines),
    3,
  )
}

/** Each cause ruled out: what speaks against it, and what it would take that was not seen. */
export const ruledOutSections = (verdict: Verdict | undefined, say: Translate): string =>
  (verdict?.ruledOut ?? []).map((cause) => ruledOutSection(cause, say)).join('\n\n')

const ruledOutSection = ({ cause, missing, against }: RuledOutCause, say: Translate): string => {
  const needed = missing.map((one) => `${say(messageOf('report.missing'))}: ${say(one)}`)
  const lines = [...side('against', against, say), ...needed]
  return markdownSection(
    titleOf(cause, say),
    markdownBullets(lines.length === 0 ? [say(messageOf('card.ruled-out.nothing'))] : lines),
    3,
  )
}

const side = (key: 'for' | 'against', evidence: readonly CauseEvidence[], say: Translate): readonly string[] =>
  evidence.map(({ text }) => `${say(messageOf(`report.${key}`))}: ${say(text)}`)

const titleOf = (cause: string, say: Translate): string => say(messageOf(`cause.${cause}.title`))
