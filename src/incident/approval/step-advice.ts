import { messageOf } from '../../i18n/message.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Incident } from '../incident.ts'
import type { MitigationPlan, StepRequest } from '../mitigation-plan.ts'
import { isCapture } from '../plan-kind.ts'
import { hasHelpedSince } from '../recovery.ts'
import type { StepFacts } from '../step-facts.ts'
import { heaviestFirst, namedCauses, type RankedCause, type Verdict } from '../verdict.ts'
import { troubleOf, verdictStandingOf } from '../verdict-standing.ts'
import type { StepAdvice } from './approval-event.ts'

/**
 * What the verdict of the journal says of a step; `undefined` where it has no opinion, and where a step has helped
 * since: what it says is of before.
 */
export const stepAdviceOf = (
  plan: MitigationPlan,
  incident: Incident,
  steps: readonly StepFacts[],
): StepAdvice | undefined => {
  const { verdict } = incident
  const isCause = verdict !== undefined && verdictStandingOf(verdict) === 'cause' && !hasHelpedSince(incident)
  const causes = isCause ? namedCauses(verdict) : []
  const suggested = suggestedBy(causes, plan)
  if (suggested !== undefined) return hasRunSince(incident, verdict) ? undefined : suggested
  return objectedBy(causes, plan) ?? alwaysObjected(plan, steps, verdict) ?? otherwise(causes, plan, incident)
}

const suggestedBy = (causes: readonly RankedCause[], plan: MitigationPlan): StepAdvice | undefined => {
  for (const { cause, steps } of causes) {
    const step = steps.find((one) => isSuggested(one, plan))
    if (step !== undefined) return { is: 'for', cause, why: step.why }
  }
  return undefined
}

/** Other instances, another slot or another number are not what was suggested. */
const isSuggested = ({ step, args }: StepRequest, plan: MitigationPlan): boolean =>
  step === plan.step &&
  Object.entries(args).every(([name, value]) => canonicalJson(plan.args[name] ?? null) === canonicalJson(value))

/** Where two causes are named, a step that either suggests with other arguments is argued against by neither. */
const objectedBy = (causes: readonly RankedCause[], { step }: MitigationPlan): StepAdvice | undefined => {
  if (causes.some(({ steps }) => steps.some((one) => one.step === step))) return undefined
  for (const { cause, objections = [], evidence } of causes) {
    const objection = objections.find((one) => one.step === step)
    const [heaviest] = heaviestFirst(evidence)
    if (objection !== undefined)
      return { is: 'against', cause, why: objection.why, ...(heaviest === undefined ? {} : { shows: heaviest.text }) }
  }
  return undefined
}

/**
 * The verdict says nothing of it, and suggests something else: no more than that is said, and nothing where it is the
 * step that was suggested with other arguments.
 */
const otherwise = (
  causes: readonly RankedCause[],
  plan: MitigationPlan,
  incident: Incident,
): StepAdvice | undefined => {
  const first = causes.find(({ steps }) => steps.length > 0)
  const [suggested] = first?.steps ?? []
  const isRemedy = plan.success.mends !== false && !isCapture({ plan })
  const isAskedOtherwise = causes.some(({ steps }) => steps.some((one) => one.step === plan.step))
  if (
    first === undefined ||
    isAskedOtherwise ||
    suggested === undefined ||
    !isRemedy ||
    hasRunSince(incident, incident.verdict)
  )
    return undefined
  const { step, args } = suggested
  return { is: 'other', cause: first.cause, instead: { step, args } }
}

const alwaysObjected = (
  { step }: MitigationPlan,
  steps: readonly StepFacts[],
  verdict: Verdict | undefined,
): StepAdvice | undefined => {
  const key = steps.find(({ id }) => id === step)?.objection
  if (key === undefined) return undefined
  const [heaviest] = verdict === undefined ? [] : troubleOf(verdict)
  return { is: 'against', why: messageOf(key), ...(heaviest === undefined ? {} : { shows: heaviest.text }) }
}

const hasRunSince = ({ actions }: Incident, verdict: Verdict | undefined): boolean =>
  actions.some(({ startedAt }) => startedAt !== undefined && startedAt > (verdict?.at ?? 0))
