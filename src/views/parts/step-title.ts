import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action } from '../../incident/incident.ts'
import type { StepRequest } from '../../incident/mitigation-plan.ts'
import { sanitizeText } from '../untrusted-text.ts'

/** The step's name with its arguments, `Add 1 instance`. Untrusted: instance names stand in it. */
export const stepTitle = (request: StepRequest, say: Translate): string => {
  const args = Object.entries(request.args).map(
    ([name, value]) => [name, typeof value === 'boolean' ? String(value) : value] as const,
  )
  return sanitizeText(say(messageOf(titleKeyOf(request, say), Object.fromEntries(args))), 80)
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

export const isSameRequest = (a: StepRequest, b: StepRequest): boolean =>
  a.step === b.step && canonicalArgs(a.args) === canonicalArgs(b.args)

const canonicalArgs = (args: StepRequest['args']): string =>
  JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)))
