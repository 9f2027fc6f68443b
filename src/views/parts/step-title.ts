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
  const variant =
    ['more', 'restore'].find((name) => name in request.args) ?? (lacksTitleArgument(request) ? 'any' : undefined)
  const key = variant === undefined ? `step.${request.step}.title` : `step.${request.step}.${variant}.title`
  return sanitizeText(say(messageOf(key, Object.fromEntries(args))), 80)
}

/** What a title speaks of; who asks may leave it to the step. */
const argumentInTitle: Readonly<Record<string, string>> = {
  'restart-instance': 'instance',
  'reboot-worker': 'instance',
  'scale-out': 'workers',
  'scale-in': 'workers',
  'scale-up': 'sku',
  'scale-down': 'sku',
  'swap-back': 'slot',
  'auto-heal': 'trigger',
  'health-check': 'path',
  'metric-alert': 'metric',
  'autoscale-set': 'maximum',
  'automatic-scaling': 'maximum',
}

const lacksTitleArgument = ({ step, args }: StepRequest): boolean => {
  const name = argumentInTitle[step]
  return name !== undefined && (args[name] === undefined || args[name] === '')
}

/** The same for an action: as planned, or as asked for while the plan is not known. */
export const actionTitle = ({ plan, request }: Action, say: Translate): string => stepTitle(plan ?? request, say)

export const isSameRequest = (a: StepRequest, b: StepRequest): boolean =>
  a.step === b.step && canonicalArgs(a.args) === canonicalArgs(b.args)

const canonicalArgs = (args: StepRequest['args']): string =>
  JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)))
