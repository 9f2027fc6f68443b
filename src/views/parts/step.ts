import { phrase } from '../../incident/phrase.ts'
import type { StepRequest } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'

/** The step's name with its arguments, `Add 1 instance`. Untrusted: instance names stand in it. */
export const stepTitle = (request: StepRequest, say: Say): string => {
  const args = Object.entries(request.args).map(
    ([name, value]) => [name, typeof value === 'boolean' ? String(value) : value] as const,
  )
  return plain(say(phrase(`step.${request.step}.title`, Object.fromEntries(args))), 80)
}

export const sameRequest = (a: StepRequest, b: StepRequest): boolean =>
  a.step === b.step && canonical(a.args) === canonical(b.args)

const canonical = (args: StepRequest['args']): string =>
  JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)))
