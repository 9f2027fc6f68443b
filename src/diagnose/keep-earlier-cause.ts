import type { TranslatableMessage } from '../i18n/message.ts'
import type { ProbeResult } from '../incident/finding.ts'
import { heaviestFirst, type RankedCause, type Verdict } from '../incident/verdict.ts'
import { minNamingConfidence } from './cause-model.ts'
import { causes } from './causes/index.ts'
import type { ObservedFindings } from './types.ts'
import { rankedOf, refines, type WeighedCause, weighCauses } from './weigh-causes.ts'

/** Ours: a sign that takes less than this of the confidence is a doubt, and contradicts nothing. */
const minContradiction = 0.3
const maxReasons = 2

/**
 * A cause that was named stands until something contradicts it: a look that merely weighs the same otherwise does not
 * replace it. What is over keeps its cause too. The verdict that replaces one says what contradicts it, or what says it
 * more exactly.
 */
export const keepEarlierCause = (verdict: Verdict, findings: ObservedFindings, earlier: Verdict): Verdict => {
  const [named] = earlier.outcome === 'cause' ? earlier.causes : []
  if (named === undefined || standsIn(verdict, named.cause)) return verdict
  if (verdict.outcome === 'nothing-wrong') return verdict
  const weighed = weighCauses(findings).find(({ cause }) => cause.id === named.cause)
  if (weighed === undefined) return verdict
  const exact = moreExactly(verdict, named)
  const because = exact.length > 0 ? exact : contradictionsOf(weighed, named, findings)
  return because.length > 0
    ? { ...verdict, replaces: { cause: named.cause, at: earlier.at, because } }
    : withCauseKept(verdict, keptCause(weighed, named, findings))
}

const standsIn = ({ outcome, causes, beside }: Verdict, cause: string): boolean =>
  outcome === 'cause' && (causes[0]?.cause === cause || (beside?.is === 'both' && beside.cause === cause))

/** What shows that it is a cause which says the one before more exactly: that is replaced without being wrong. */
const moreExactly = ({ outcome, causes: [first] }: Verdict, named: RankedCause): readonly TranslatableMessage[] => {
  const cause = causes.find(({ id }) => id === first?.cause)
  if (outcome !== 'cause' || first === undefined || !refines(cause, named.cause)) return []
  return heaviestFirst(first.evidence)
    .slice(0, maxReasons)
    .map(({ text }) => text)
}

/** What it needs and what is seen not to be there, and what speaks against it now and did not then; never what could not be seen. */
const contradictionsOf = (
  { weighed }: WeighedCause,
  named: RankedCause,
  { results }: ObservedFindings,
): readonly TranslatableMessage[] => {
  const known = new Set(named.against.map(({ text }) => text.key))
  const against = weighed.against
    .filter(({ weight, text }) => weight >= minContradiction && !known.has(text.key) && !/-unseen$/.test(text.key))
    .map(({ text }) => text)
  const sources = new Set(named.evidence.map(({ probe }) => probe))
  const isSeen = [...sources].every((source) => results.some((result) => result.probe === source && isWhole(result)))
  return [...against, ...(isSeen ? weighed.missing : [])].slice(0, maxReasons)
}

/** Azure gave no answer to a part of it: what is missing then was not looked at, and contradicts nothing. */
const failedParts = ['late', 'throttled', 'unavailable', 'failed'].map((why) => `probe.gap.${why}`)

const isWhole = ({ status, gaps = [] }: ProbeResult): boolean =>
  status === 'ok' && !gaps.some(({ key }) => failedParts.includes(key))

const keptCause = (one: WeighedCause, named: RankedCause, findings: ObservedFindings): RankedCause => {
  const ranked = rankedOf(one, findings)
  const confidence = Math.max(ranked.confidence, minNamingConfidence)
  return ranked.evidence.length > 0 ? { ...ranked, confidence } : { ...named, confidence, steps: ranked.steps }
}

const withCauseKept = (verdict: Verdict, kept: RankedCause): Verdict => {
  const others = verdict.outcome === 'nothing-wrong' ? [] : verdict.causes.filter(({ cause }) => cause !== kept.cause)
  const { beside: _, microsoft: __, ...rest } = verdict
  const rival = verdict.outcome === 'cause' ? others[0] : undefined
  return {
    ...rest,
    outcome: 'cause',
    causes: [kept, ...others],
    ruledOut: (verdict.ruledOut ?? []).filter(({ cause }) => cause !== kept.cause),
    ...(rival === undefined ? {} : { beside: { is: 'tie', cause: rival.cause } }),
  }
}
