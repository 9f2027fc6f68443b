import type { Verdict } from '../../incident/verdict.ts'
import type { Fault } from '../../simulator/index.ts'
import type { Result } from './types.ts'

type Judged = Pick<
  Result,
  'outcome' | 'named' | 'confidence' | 'firstStep' | 'rightFirst' | 'rightInTwo' | 'harmful' | 'unseen'
>

/** A verdict beside the truth. What people are offered is what counts: causes and steps of a verdict that names one. */
export const judge = (fault: Fault, { outcome, causes, unseen }: Verdict): Judged => {
  const named = outcome === 'cause' ? causes : []
  const [first, second] = named
  const truth = fault.outcome === 'nothing-wrong' ? [] : (fault.causes ?? [fault.id])
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
