import type { Instant, ProbeResult, Window } from '../incident/finding.ts'
import type { RankedCause, Verdict } from '../incident/verdict.ts'
import { isCalm, seesEnough } from './calm.ts'
import { causes } from './causes/index.ts'
import { see } from './seen.ts'
import type { Seen } from './types.ts'
import { enough } from './weighing.ts'

/** A card has room for the likely cause and three that it was weighed against. */
const shown = 4
/** Less than this is not worth a line. */
const leastShown = 0.01

/** What the findings of a round mean. Pure: the same findings give the same verdict, whatever order they came in (L9). */
export const diagnose = (results: readonly ProbeResult[], window: Window, at: Instant): Verdict => {
  const seen = see(results, window)
  const ranked = rank(seen)
  const outcome = outcomeOf(seen, ranked)
  const verdict: Verdict = {
    at,
    outcome,
    causes: outcome === 'nothing-wrong' ? [] : ranked,
    unseen: seen.results.filter(({ status }) => status !== 'ok').map(({ probe }) => probe),
  }
  return seen.since === undefined || outcome === 'nothing-wrong' ? verdict : { ...verdict, since: seen.since }
}

/** Sorting is stable: what weighs the same keeps the order of the list. */
const rank = (seen: Seen): readonly RankedCause[] =>
  causes
    .map((cause) => ({ cause, weighed: cause.weigh(seen) }))
    .filter(({ weighed }) => weighed.evidence.length > 0 && weighed.confidence >= leastShown)
    .toSorted((a, b) => b.weighed.confidence - a.weighed.confidence)
    .slice(0, shown)
    .map(({ cause, weighed }) => ({ cause: cause.id, ...weighed, steps: cause.steps(seen) }))

const outcomeOf = (seen: Seen, ranked: readonly RankedCause[]): Verdict['outcome'] => {
  if ((ranked[0]?.confidence ?? 0) >= enough) return 'cause'
  return isCalm(seen) && seesEnough(seen) ? 'nothing-wrong' : 'not-enough-evidence'
}
