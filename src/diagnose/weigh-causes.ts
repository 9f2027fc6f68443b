import { messageOf } from '../i18n/message.ts'
import {
  type CauseEvidence,
  heaviestFirst,
  type RankedCause,
  type RuledOutCause,
  type Verdict,
} from '../incident/verdict.ts'
import { minNamingConfidence } from './cause-model.ts'
import { causes } from './causes/index.ts'
import type { Cause, CauseAssessment, ObservedFindings } from './types.ts'

/** A card has room for the likely cause and three that it was weighed against. */
const maxShownCauses = 4
/** Less than this is not worth a line. */
const minShownConfidence = 0.05
/** What rules a cause out is told in a line or two. */
const maxCounterEvidence = 2
/** Ours: without having seen what was before, nothing is that sure. */
const maxConfidenceWithoutStart = 0.75

export interface WeighedCause {
  readonly cause: Cause
  readonly weighed: CauseAssessment
}

/** Every cause there is, in the order of the list, weighed by what was seen. */
export const weighCauses = (findings: ObservedFindings): readonly WeighedCause[] =>
  causes.map((cause) => ({ cause, weighed: capped(cause.assess(findings), findings) }))

const capped = (weighed: CauseAssessment, { trouble }: ObservedFindings): CauseAssessment =>
  trouble.startUnseen ? { ...weighed, confidence: Math.min(weighed.confidence, maxConfidenceWithoutStart) } : weighed

/**
 * Likely causes, likeliest first, but one that can be named before those that it says more exactly. Sorting is stable:
 * what weighs the same keeps the order of the list.
 */
export const likelyCauses = (considered: readonly WeighedCause[]): readonly WeighedCause[] => {
  const likely = considered.filter(
    ({ weighed }) => weighed.evidence.length > 0 && weighed.confidence >= minShownConfidence,
  )
  return likely
    .map((one) => ({ one, ...rankOf(one, likely) }))
    .toSorted((a, b) => b.confidence - a.confidence || b.exactness - a.exactness)
    .map(({ one }) => one)
}

/** An exact cause stands where the surest of those would that it says more exactly. */
const rankOf = (one: WeighedCause, likely: readonly WeighedCause[]) => {
  const { confidence } = one.weighed
  const general = likely.filter(({ cause }) => refines(one.cause, cause.id)).map(({ weighed }) => weighed.confidence)
  return isNameable([one]) && general.length > 0
    ? { confidence: Math.max(confidence, ...general), exactness: 1 }
    : { confidence, exactness: 0 }
}

/** Whether one cause says another more exactly. */
export const refines = (exact: Pick<Cause, 'refines'> | undefined, general: string): boolean =>
  exact?.refines?.includes(general) === true

export const isNameable = ([first]: readonly WeighedCause[]): boolean =>
  (first?.weighed.confidence ?? 0) >= minNamingConfidence

/** Beside a cause that is named, one that lacks what it needs is ruled out rather than a runner-up. */
export const shownCauses = (outcome: Verdict['outcome'], likely: readonly WeighedCause[]): readonly WeighedCause[] => {
  if (outcome === 'nothing-wrong') return []
  const held = outcome === 'cause' ? likely.filter(({ weighed }) => weighed.missing.length === 0) : likely
  return held.slice(0, maxShownCauses)
}

/** What is over needs no step. */
export const rankedOf = ({ cause, weighed }: WeighedCause, findings: ObservedFindings): RankedCause => ({
  cause: cause.id,
  confidence: weighed.confidence,
  evidence: withoutRepeats(weighed.evidence),
  against: weighed.against,
  steps: findings.until === undefined ? cause.steps(findings) : [],
  ...objectionsOf(cause, findings),
})

const objectionsOf = (cause: Cause, findings: ObservedFindings): Pick<RankedCause, 'objections'> => {
  const argued = findings.until === undefined ? Object.entries(cause.argueAgainst?.(findings) ?? {}) : []
  return argued.length === 0 ? {} : { objections: argued.map(([step, key]) => ({ step, why: messageOf(key) })) }
}

/** Two signs may read one finding in the same words. */
const withoutRepeats = (evidence: readonly CauseEvidence[]): readonly CauseEvidence[] =>
  evidence.filter(({ text }, place) => evidence.findIndex((one) => saysTheSame(one.text, text)) === place)

const saysTheSame = (one: CauseEvidence['text'], other: CauseEvidence['text']): boolean =>
  one.key === other.key && JSON.stringify(one.args ?? {}) === JSON.stringify(other.args ?? {})

export const ruledOutOf = ({ cause, weighed }: WeighedCause): RuledOutCause => ({
  cause: cause.id,
  missing: weighed.missing,
  against: heaviestFirst(weighed.against).slice(0, maxCounterEvidence),
})

/** Ours: as sure as this by findings of its own, a cause stands without the other. */
const minOwnConfidence = 0.35
/** Ours: closer than this, the order of two is no news. */
const tieMargin = 0.1

/** What the second cause is to the first: another trouble at the same time, or another reading of the same findings. */
export const coOccurringCause = ([first, second]: readonly RankedCause[]): Verdict['beside'] => {
  if (first === undefined || second === undefined) return undefined
  if (refines(causeOf(first), second.cause)) return undefined
  const stands =
    ownConfidenceOf(first, second) >= minOwnConfidence && ownConfidenceOf(second, first) >= minOwnConfidence
  if (second.confidence >= minNamingConfidence && stands) return { is: 'both', cause: second.cause }
  return second.confidence >= minNamingConfidence || first.confidence - second.confidence < tieMargin
    ? { is: 'tie', cause: second.cause }
    : undefined
}

const causeOf = ({ cause }: RankedCause): Cause | undefined => causes.find(({ id }) => id === cause)

/** How sure it is by what speaks for it and not for the other. */
const ownConfidenceOf = (cause: RankedCause, other: RankedCause): number => {
  const shared = new Set(other.evidence.map(subjectOf))
  return 1 - remainingDoubtOf(cause.evidence.filter((evidence) => !shared.has(subjectOf(evidence))))
}

/** What it is about: `evidence.threads-climbed` and `evidence.threads` are two readings of one finding. */
const subjectOf = ({ text }: CauseEvidence): string => /^evidence\.([a-z]+)/.exec(text.key)?.[1] ?? text.key

const remainingDoubtOf = (evidence: readonly CauseEvidence[]): number =>
  evidence.reduce((left, { weight }) => left * (1 - weight), 1)
