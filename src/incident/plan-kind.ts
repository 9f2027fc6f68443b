import type { MitigationPlan } from './mitigation-plan.ts'

/** True where the planned step only fetches. */
export const isCapture = ({ plan }: { readonly plan?: MitigationPlan }): boolean => plan?.kind === 'capture'

/** Plans that were journaled before they told their kind: those that fetch were known by sending nothing but GET. */
export const withPlanKind = (plan: MitigationPlan): MitigationPlan =>
  plan.kind === undefined && plan.writes.length > 0 && plan.writes.every(({ method }) => method === 'GET')
    ? { ...plan, kind: 'capture' }
    : plan
