import type { PolicyCheck } from './types.ts'

/** The largest that the policy allows, whatever the urgency. */
export const sizeCheck: PolicyCheck = {
  id: 'size',
  opensInEmergency: false,
  check: ({ rule, asked: { args } }) => {
    const { maximumInstances, skus } = rule
    // Every argument that sets a number of instances: a rule that scales by itself counts with its maximum.
    const asked = ['workers', 'maximum'].flatMap((name) => (typeof args[name] === 'number' ? [args[name]] : []))
    if (maximumInstances !== undefined && asked.some((workers) => workers > maximumInstances)) {
      return { reason: 'too-large', args: { limit: maximumInstances } }
    }
    if (skus === undefined || typeof args.sku !== 'string') return undefined
    const wanted = args.sku.toLowerCase()
    return skus.some((sku) => sku.toLowerCase() === wanted)
      ? undefined
      : { reason: 'sku-not-allowed', args: { sku: args.sku, allowed: skus.join(', ') } }
  },
}
