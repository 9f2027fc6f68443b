import type { StepRequest } from './mitigation-plan.ts'

/** The same step with the same arguments, in whichever order they were given. */
export const isSameRequest = (a: StepRequest, b: StepRequest): boolean =>
  a.step === b.step && canonicalArgs(a.args) === canonicalArgs(b.args)

const canonicalArgs = (args: StepRequest['args']): string =>
  JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)))
