import type { Fault } from '../../../simulator/index.ts'
import { heaviestFirst, namedCauses, type Verdict } from '../../incident/verdict.ts'
import { troubleOf } from '../../incident/verdict-standing.ts'
import type { FaultTruthNow } from './fetch-truth.ts'
import type { ScoringResult } from './types.ts'

type VerdictJudgement = Pick<
  ScoringResult,
  | 'outcome'
  | 'truth'
  | 'named'
  | 'confidence'
  | 'firstStep'
  | 'rightFirst'
  | 'rightInTwo'
  | 'harmful'
  | 'reasons'
  | 'unseen'
>

const maxReasons = 3

/** A verdict beside the truth. What people are offered is what counts: causes and steps of a verdict that names one. */
export const judgeVerdict = (
  { harmful }: Pick<Fault, 'harmful'>,
  truth: FaultTruthNow,
  verdict: Verdict,
): VerdictJudgement => {
  const { outcome, causes, unseen } = verdict
  const named = outcome === 'cause' ? causes : []
  const [first] = named
  const firstStep = first?.steps[0]?.step
  const reasons = heaviestFirst(first?.evidence ?? troubleOf(verdict)).slice(0, maxReasons)
  return {
    outcome,
    truth: truth.is,
    named: named.map(({ cause }) => cause),
    ...(first === undefined ? {} : { confidence: first.confidence }),
    ...(firstStep === undefined ? {} : { firstStep }),
    ...rightnessOf(truth, verdict),
    harmful: firstStep !== undefined && harmful.includes(firstStep),
    reasons: reasons.map(({ text }) => text),
    unseen,
  }
}

const rightnessOf = (truth: FaultTruthNow, verdict: Verdict): Pick<VerdictJudgement, 'rightFirst' | 'rightInTwo'> => {
  const named = verdict.outcome === 'cause' ? verdict.causes : []
  const firstTwo = named.slice(0, 2).map(({ cause }) => cause)
  const [first] = firstTwo
  switch (truth.is) {
    case 'nothing-wrong':
      return bothOf(verdict.outcome === 'nothing-wrong')
    case 'over':
      return bothOf(isToldAsOver(verdict) && (first === undefined || truth.causes.includes(first)))
    case 'cause':
      return {
        rightFirst: verdict.until === undefined && first !== undefined && truth.causes.includes(first),
        rightInTwo: verdict.until === undefined && truth.causes.every((cause) => firstTwo.includes(cause)),
      }
    default:
      return truth.is satisfies never
  }
}

const bothOf = (right: boolean) => ({ rightFirst: right, rightInTwo: right })

/** What is over gets no step: it was, or nothing is wrong any more. */
const isToldAsOver = (verdict: Verdict): boolean =>
  (verdict.until !== undefined || verdict.outcome === 'nothing-wrong') &&
  namedCauses(verdict).every(({ steps }) => steps.length === 0)

/**
 * True where a cause that was named first is named no more, and nothing is said to contradict it. Where it is really
 * over, that nothing is wrong replaces nothing.
 */
export const isReplacedSilently = (earlier: Verdict | undefined, verdict: Verdict, isOver = false): boolean => {
  const [before] = namedCauses(earlier)
  if (before === undefined || earlier?.until !== undefined) return false
  if (namedCauses(verdict).some(({ cause }) => cause === before.cause)) return false
  if (isOver && isToldAsOver(verdict)) return false
  const { replaces } = verdict
  return replaces?.cause !== before.cause || replaces.because.length === 0
}
