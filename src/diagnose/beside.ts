import type { Evidence, RankedCause, Verdict } from '../incident/verdict.ts'
import { enough } from './weighing.ts'

/** Ours: as sure as this by findings of its own, a cause stands without the other. */
const standsAlone = 0.35
/** Ours: closer than this, the order of two is no news. */
const close = 0.1

/** What the second cause is to the first: another trouble at the same time, or another reading of the same findings. */
export const besideOf = ([first, second]: readonly RankedCause[]): Verdict['beside'] => {
  if (first === undefined || second === undefined) return undefined
  const stands = ownOf(first, second) >= standsAlone && ownOf(second, first) >= standsAlone
  if (second.confidence >= enough && stands) return { is: 'both', cause: second.cause }
  return second.confidence >= enough || first.confidence - second.confidence < close
    ? { is: 'tie', cause: second.cause }
    : undefined
}

/** How sure it is by what speaks for it and not for the other. */
const ownOf = (cause: RankedCause, other: RankedCause): number => {
  const shared = new Set(other.evidence.map(subjectOf))
  return 1 - doubt(cause.evidence.filter((evidence) => !shared.has(subjectOf(evidence))))
}

/** What it is about: `evidence.threads-climbed` and `evidence.threads` are two readings of one finding. */
const subjectOf = ({ text }: Evidence): string => /^evidence\.([a-z]+)/.exec(text.key)?.[1] ?? text.key

const doubt = (evidence: readonly Evidence[]): number => evidence.reduce((left, { weight }) => left * (1 - weight), 1)
