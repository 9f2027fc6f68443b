import type { MitigationPlan } from './mitigation-plan.ts'

/** True for a step that changes nothing and only fetches: it has no limits to recover within, and nothing cools down. */
export const isCaptureOnly = ({ plan }: { readonly plan?: MitigationPlan }): boolean =>
  plan !== undefined && plan.writes.length > 0 && plan.writes.every(({ method }) => method === 'GET')
