import type { Incident } from '../../incident/incident.ts'
import type { StepRequest } from '../../incident/mitigation-plan.ts'

/** What people last asked of this incident: a step with its arguments, or nothing but a look. */
export const lastRequestedStep = ({ actions, wanted }: Incident): StepRequest | undefined => {
  const asked = actions.filter(({ by }) => by.kind === 'person').at(-1)
  if (asked === undefined) return wanted
  const { request, leaseInMs } = asked
  // Without a time it was wanted for good.
  return { ...request, args: { ...request.args, leaseInMs: leaseInMs ?? 0 } }
}
