import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { StepRequest, WhatIfResult } from '../../incident/mitigation-plan.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import { namedCauses } from '../../incident/verdict.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { costText } from '../../views/parts/cost-text.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'
import { isSameFamily } from '../reading/asked-step.ts'
import { namedStepsIn } from '../reading/named-steps.ts'

const differenceWords = `
  difference, diffrence, differences, differ, differs, different, compare*, comparison, versus, vs, distinguish*, verschil*,
  onderscheid*, vergelijk*, anders dan, anders aan, waarin … anders, wat is … anders, unterschied, difference entre, diferencia`
/** "A soft restart and a normal one": what the name alone stands for. */
const plainWords = `
  normal one, ordinary one, regular one, plain one, usual one, full one, hard one, real one, normal restart, ordinary restart,
  regular restart, full restart, hard restart, gewone, normale, echte, volledige, hele app, heel de app, whole app, entire app`

/** Two steps that are set against each other; none where no difference between steps is asked for. */
export const comparedRequests = (
  text: string,
  incident: Incident | undefined,
  steps: readonly MitigationStep[],
): readonly StepRequest[] => {
  if (!speaksOf(text, differenceWords)) return []
  const suggested = incident === undefined ? [] : suggestedStepsOf(incident)
  const requestOf = (id: string): StepRequest => ({
    step: id,
    args: suggested.find(({ step }) => step === id)?.args ?? {},
  })
  const [first, second] = namedStepsIn(text, steps)
  if (first === undefined) return []
  if (second !== undefined) return [requestOf(first.id), requestOf(second.id)]
  const plain = steps.find(
    ({ id, askedBy }) =>
      isSameFamily(first.id, id, steps) && askedBy.argsOf({}) !== undefined && speaksOf(text, plainWords),
  )
  const other =
    plain !== undefined && plain.id !== first.id ? plain.id : suggested.find(({ step }) => step !== first.id)?.step
  return other === undefined ? [] : [requestOf(first.id), requestOf(other)]
}

interface Compared {
  readonly request: StepRequest
  readonly planned: WhatIfResult
}

/** A line each: what it does, its harm, what it costs, and what it mends of what was seen. */
export const differenceLines = (
  compared: readonly Compared[],
  incident: Incident | undefined,
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] =>
  compared.map(({ request, planned }) => {
    const plan = 'plan' in planned ? planned.plan : undefined
    const risk = plan?.risk ?? steps.find(({ id }) => id === request.step)?.risk ?? 'high'
    const [cause] = namedCauses(incident?.verdict)
    return say(
      messageOf('answer.step-effects.differ', {
        step: stepTitle(plan ?? request, say),
        does: say(messageOf(`remedy.${request.step}.does`)),
        risk: say(messageOf(`answer.step-effects.risk.${risk}`)),
        cost: plan === undefined ? '–' : costText(plan.cost, say),
        effect: effectOn(request.step, incident),
        cause: cause === undefined ? '' : causeTitle(cause.cause, say),
      }),
    )
  })

/** Whether a step ends the named cause, only helps for now, or does nothing against it. */
export const effectOn = (step: string, incident: Incident | undefined): 'lasting' | 'relief' | 'no' | 'unknown' => {
  const [cause] = namedCauses(incident?.verdict)
  const known = cause === undefined ? undefined : causeTraitsOf(cause.cause)
  if (incident === undefined || known === undefined) return 'unknown'
  if (known.remedies.lasting.includes(step)) return 'lasting'
  const isSuggested = suggestedStepsOf(incident).some((one) => one.step === step)
  return isSuggested || known.remedies.relief.includes(step) ? 'relief' : 'no'
}
