import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'

export type PlanChange = MitigationPlan['changes'][number]

/** What changes, and from what to what; a restart begins and ends in the same state, so its sentence says all of it. */
export const planChangeText = ({ what, before, after }: PlanChange, say: Translate): string =>
  before === after ? say(what) : `${say(what)}: ${stateWord(before, say)} → ${stateWord(after, say)}`

/** Azure's name of a state in words; a name that is not known, and any other value, stays as it is. */
export const stateWord = (state: string, say: Translate): string => {
  const key = `card.state.${state.toLowerCase()}`
  return say.argumentsOf(key) === undefined ? state : say(messageOf(key))
}
