import {
  type CauseEvidence,
  heaviestFirst,
  type RankedCause,
  type RuledOutCause,
  type Verdict,
} from '../incident/verdict.ts'
import { minNamingConfidence } from './cause-model.ts'
import { causes } from './causes/index.ts'
import { hasEnoughData, isHealthy } from './is-healthy.ts'
import { toObservedFindings } from './observed-findings.ts'
import type { Cause, CauseAssessment, DiagnosisInput, ObservedFindings } from './types.ts'

/** A card has room for the likely cause and three that it was weighed against. */
const maxShownCauses = 4
/** Less than this is not worth a line. */
const minShownConfidence = 0.05
/** What rules a cause out is told in a line or two. */
const maxCounterEvidence = 2

interface Considered {
  readonly cause: Cause
  readonly weighed: CauseAssessment
}

/** What the findings of a round mean. Pure: the same findings give the same verdict, whatever order they came in (L9). */
export const diagnose = (input: DiagnosisInput): Verdict => {
  const findings = toObservedFindings(input)
  const considered = causes.map((cause) => ({ cause, weighed: cause.assess(findings) }))
  const likely = mostLikely(considered)
  const outcome = outcomeOf(findings, likely)
  const ranked = shownAt(outcome, likely).map((one) => rankedOf(one, findings))
  const beside = outcome === 'cause' ? coOccurringCause(ranked) : undefined
  return {
    at: input.at,
    outcome,
    causes: ranked,
    ...(beside === undefined ? {} : { beside }),
    ruledOut: considered.filter(({ cause }) => !ranked.some((one) => one.cause === cause.id)).map(ruledOutOf),
    unseen: findings.results.filter(({ status }) => status !== 'ok').map(({ probe }) => probe),
    ...(findings.since === undefined || outcome === 'nothing-wrong' ? {} : { since: findings.since }),
  }
}

/** Sorting is stable: what weighs the same keeps the order of the list. */
const mostLikely = (considered: readonly Considered[]): readonly Considered[] =>
  considered
    .filter(({ weighed }) => weighed.evidence.length > 0 && weighed.confidence >= minShownConfidence)
    .toSorted((a, b) => b.weighed.confidence - a.weighed.confidence)

/** Beside a cause that is named, one that lacks what it needs is ruled out rather than a runner-up. */
const shownAt = (outcome: Verdict['outcome'], likely: readonly Considered[]): readonly Considered[] => {
  if (outcome === 'nothing-wrong') return []
  const held = outcome === 'cause' ? likely.filter(({ weighed }) => weighed.missing.length === 0) : likely
  return held.slice(0, maxShownCauses)
}

const outcomeOf = (findings: ObservedFindings, likely: readonly Considered[]): Verdict['outcome'] => {
  if ((likely[0]?.weighed.confidence ?? 0) >= minNamingConfidence) return 'cause'
  return isHealthy(findings) && hasEnoughData(findings) ? 'nothing-wrong' : 'not-enough-evidence'
}

const rankedOf = ({ cause, weighed }: Considered, findings: ObservedFindings): RankedCause => ({
  cause: cause.id,
  confidence: weighed.confidence,
  evidence: weighed.evidence,
  against: weighed.against,
  steps: cause.steps(findings),
})

const ruledOutOf = ({ cause, weighed }: Considered): RuledOutCause => ({
  cause: cause.id,
  missing: weighed.missing,
  against: heaviestFirst(weighed.against).slice(0, maxCounterEvidence),
})

/** Ours: as sure as this by findings of its own, a cause stands without the other. */
const minOwnConfidence = 0.35
/** Ours: closer than this, the order of two is no news. */
const tieMargin = 0.1

/** What the second cause is to the first: another trouble at the same time, or another reading of the same findings. */
const coOccurringCause = ([first, second]: readonly RankedCause[]): Verdict['beside'] => {
  if (first === undefined || second === undefined) return undefined
  const stands =
    ownConfidenceOf(first, second) >= minOwnConfidence && ownConfidenceOf(second, first) >= minOwnConfidence
  if (second.confidence >= minNamingConfidence && stands) return { is: 'both', cause: second.cause }
  return second.confidence >= minNamingConfidence || first.confidence - second.confidence < tieMargin
    ? { is: 'tie', cause: second.cause }
    : undefined
}

/** How sure it is by what speaks for it and not for the other. */
const ownConfidenceOf = (cause: RankedCause, other: RankedCause): number => {
  const shared = new Set(other.evidence.map(subjectOf))
  return 1 - remainingDoubtOf(cause.evidence.filter((evidence) => !shared.has(subjectOf(evidence))))
}

/** What it is about: `evidence.threads-climbed` and `evidence.threads` are two readings of one finding. */
const subjectOf = ({ text }: CauseEvidence): string => /^evidence\.([a-z]+)/.exec(text.key)?.[1] ?? text.key

const remainingDoubtOf = (evidence: readonly CauseEvidence[]): number =>
  evidence.reduce((left, { weight }) => left * (1 - weight), 1)
