import type { Instant, ProbeResult, Window } from '../incident/finding.ts'
import type { RankedCause, RuledOut, Verdict } from '../incident/verdict.ts'
import { besideOf } from './beside.ts'
import { isCalm, seesEnough } from './calm.ts'
import { causes } from './causes/index.ts'
import { see } from './seen.ts'
import type { Cause, Seen, Weighed } from './types.ts'
import { enough } from './weighing.ts'

/** A card has room for the likely cause and three that it was weighed against. */
const shown = 4
/** Less than this is not worth a line. */
const leastShown = 0.05
/** What rules a cause out is told in a line or two. */
const mostAgainst = 2

interface Considered {
  readonly cause: Cause
  readonly weighed: Weighed
}

/** What the findings of a round mean. Pure: the same findings give the same verdict, whatever order they came in (L9). */
export const diagnose = (results: readonly ProbeResult[], window: Window, at: Instant): Verdict => {
  const seen = see(results, window)
  const considered = causes.map((cause) => ({ cause, weighed: cause.weigh(seen) }))
  const likely = mostLikely(considered)
  const outcome = outcomeOf(seen, likely)
  const ranked = shownAt(outcome, likely).map((one) => rankedOf(one, seen))
  const beside = outcome === 'cause' ? besideOf(ranked) : undefined
  return {
    at,
    outcome,
    causes: ranked,
    ...(beside === undefined ? {} : { beside }),
    ruledOut: considered.filter(({ cause }) => !ranked.some((one) => one.cause === cause.id)).map(ruledOutOf),
    unseen: seen.results.filter(({ status }) => status !== 'ok').map(({ probe }) => probe),
    ...(seen.since === undefined || outcome === 'nothing-wrong' ? {} : { since: seen.since }),
  }
}

/** Sorting is stable: what weighs the same keeps the order of the list. */
const mostLikely = (considered: readonly Considered[]): readonly Considered[] =>
  considered
    .filter(({ weighed }) => weighed.evidence.length > 0 && weighed.confidence >= leastShown)
    .toSorted((a, b) => b.weighed.confidence - a.weighed.confidence)

/** Beside a cause that is named, one that lacks what it needs is ruled out rather than a runner-up. */
const shownAt = (outcome: Verdict['outcome'], likely: readonly Considered[]): readonly Considered[] => {
  if (outcome === 'nothing-wrong') return []
  const held = outcome === 'cause' ? likely.filter(({ weighed }) => weighed.missing.length === 0) : likely
  return held.slice(0, shown)
}

const outcomeOf = (seen: Seen, likely: readonly Considered[]): Verdict['outcome'] => {
  if ((likely[0]?.weighed.confidence ?? 0) >= enough) return 'cause'
  return isCalm(seen) && seesEnough(seen) ? 'nothing-wrong' : 'not-enough-evidence'
}

const rankedOf = ({ cause, weighed }: Considered, seen: Seen): RankedCause => ({
  cause: cause.id,
  confidence: weighed.confidence,
  evidence: weighed.evidence,
  against: weighed.against,
  steps: cause.steps(seen),
})

const ruledOutOf = ({ cause, weighed }: Considered): RuledOut => ({
  cause: cause.id,
  missing: weighed.missing,
  against: weighed.against.toSorted((a, b) => b.weight - a.weight).slice(0, mostAgainst),
})
