import type { Plan } from './plan.ts'

/** True for a step that changes nothing and only fetches: it has no limits to recover within, and nothing cools down. */
export const onlyFetches = ({ plan }: { readonly plan?: Plan }): boolean =>
  plan !== undefined && plan.writes.length > 0 && plan.writes.every(({ method }) => method === 'GET')
