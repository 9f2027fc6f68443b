import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action } from '../../incident/incident.ts'
import type { StepRequest } from '../../incident/mitigation-plan.ts'
import { sanitizeText } from '../untrusted-text.ts'

/** The step's name with its arguments, `Add 1 instance`. Untrusted: instance names stand in it. */
export const stepTitle = (request: StepRequest, say: Translate): string => {
  const args = Object.entries(request.args).map(
    ([name, value]) => [name, name === 'trigger' ? triggerWords(String(value), say) : wordOf(value)] as const,
  )
  return sanitizeText(say(messageOf(titleKeyOf(request, say), Object.fromEntries(args))), 80)
}

const wordOf = (value: string | number | boolean): string | number =>
  typeof value === 'boolean' ? String(value) : value

/** What makes auto-heal act, in words; a kind that is not known stays as it was written. */
export const triggerWords = (kind: string, say: Translate): string => {
  const key = `step.trigger.${kind}`
  return say.argumentsOf(key) === undefined ? kind : say(messageOf(key))
}

/**
 * The strings say what a title speaks of: that of an argument which was given comes first, then the usual one, and
 * `any` where something that they name was left to the step.
 */
const titleKeyOf = ({ step, args }: StepRequest, say: Translate): string => {
  const keys = [...Object.keys(args).map((name) => `step.${step}.${name}.title`), `step.${step}.title`]
  const isGiven = (name: string): boolean => args[name] !== undefined && args[name] !== ''
  return keys.find((key) => say.argumentsOf(key)?.every(isGiven)) ?? `step.${step}.any.title`
}

/** The same for an action: as planned, or as asked for while the plan is not known. */
export const actionTitle = ({ plan, request }: Action, say: Translate): string => stepTitle(plan ?? request, say)
