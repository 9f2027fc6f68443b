import { type Fault, trueCausesOf } from '../../../simulator/index.ts'
import { namedCauses, type Verdict } from '../../incident/verdict.ts'
import type { ScoringResult } from './types.ts'

type VerdictJudgement = Pick<
  ScoringResult,
  'outcome' | 'named' | 'confidence' | 'firstStep' | 'rightFirst' | 'rightInTwo' | 'harmful' | 'unseen'
>

/** A verdict beside the truth. What people are offered is what counts: causes and steps of a verdict that names one. */
export const judgeVerdict = (fault: Fault, { outcome, causes, unseen }: Verdict): VerdictJudgement => {
  const named = outcome === 'cause' ? causes : []
  const [first, second] = named
  const truth = trueCausesOf(fault)
  const isCalm = truth.length === 0 && outcome === 'nothing-wrong'
  const firstStep = first?.steps[0]?.step
  const firstTwo = [first?.cause, second?.cause]
  return {
    outcome,
    named: named.map(({ cause }) => cause),
    ...(first === undefined ? {} : { confidence: first.confidence }),
    ...(firstStep === undefined ? {} : { firstStep }),
    rightFirst: isCalm || (first !== undefined && truth.includes(first.cause)),
    rightInTwo: isCalm || (truth.length > 0 && truth.every((cause) => firstTwo.includes(cause))),
    harmful: firstStep !== undefined && fault.harmful.includes(firstStep),
    unseen,
  }
}

/** True where a cause that was named is named no more, though it was not over, and nothing is said to contradict it. */
export const isReplacedSilently = (earlier: Verdict | undefined, verdict: Verdict): boolean => {
  const [before] = namedCauses(earlier)
  if (before === undefined || earlier?.until !== undefined) return false
  if (namedCauses(verdict).some(({ cause }) => cause === before.cause)) return false
  return (verdict.replaces?.because ?? []).length === 0
}
