import { type CauseEvidence, heaviestFirst, type Verdict } from './verdict.ts'

/** What a verdict comes to for whoever is told of it, in one word. */
export type VerdictStanding = 'provisional' | 'over' | 'cause' | 'trouble' | 'nothing-wrong' | 'not-enough-evidence'

/** Nothing is called well while visitors are in trouble, whatever the outcome says. */
export const verdictStandingOf = (verdict: Verdict): VerdictStanding => {
  if (verdict.provisional !== undefined) return 'provisional'
  if (verdict.until !== undefined) return 'over'
  if (verdict.outcome === 'cause') return 'cause'
  return troubleOf(verdict).length > 0 ? 'trouble' : verdict.outcome
}

/** Heaviest first. */
export const troubleOf = ({ trouble = [] }: Verdict): readonly CauseEvidence[] => heaviestFirst(trouble)
