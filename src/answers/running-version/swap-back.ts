import { AzureError } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { WhatIfResult } from '../../incident/mitigation-plan.ts'
import { planChangeText } from '../../views/parts/plan-change-text.ts'
import type { AnswerSources } from '../types.ts'

/** What the step that goes back to the former version would do now; `undefined` where there is none. */
export const plannedSwap = async (
  app: AppRef,
  { steps, planStep }: Pick<AnswerSources, 'steps' | 'planStep'>,
): Promise<WhatIfResult | undefined> => {
  const back = steps.find(({ inputs, askedBy }) => inputs.slot !== undefined && askedBy.intent === 'request_rollback')
  if (back === undefined) return undefined
  try {
    return await planStep(app, { step: back.id, args: {} })
  } catch (error) {
    if (error instanceof AzureError) return { impossible: error.phrase }
    throw error
  }
}

/** None or one: what would run in place of what runs now, or why there is no way back by a swap. */
export const swapBackLines = (planned: WhatIfResult | undefined, say: Translate): readonly string[] => {
  if (planned === undefined) return []
  if ('impossible' in planned)
    return [say(messageOf('answer.running-version.no-swap', { why: say(planned.impossible) }))]
  const [change] = planned.plan.changes
  const { slot } = planned.plan.args
  if (change === undefined) return []
  if (typeof slot !== 'string' || change.before === change.after)
    return [say(messageOf('answer.running-version.swap-back', { changes: planChangeText(change, say) }))]
  return [say(messageOf('answer.running-version.in-slots', { slot, here: change.before, there: change.after }))]
}
