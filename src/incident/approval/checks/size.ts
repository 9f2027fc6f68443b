import type { StepArgs } from '../../mitigation-plan.ts'
import type { StepInput } from '../../step-facts.ts'
import type { PolicyCheck, PolicyCheckInput } from './types.ts'

/** The largest that the policy allows, whatever the urgency. */
export const sizeCheck: PolicyCheck = {
  id: 'size',
  opensInEmergency: false,
  opensForUndo: false,
  check: (at) => {
    const { maximumInstances = Number.POSITIVE_INFINITY, skus } = at.rule
    const counts = valuesOf('instance-count', at).filter((value) => typeof value === 'number')
    if (counts.some((count) => count > maximumInstances)) {
      return { reason: 'too-large', args: { limit: maximumInstances } }
    }
    const allowed = skus?.map((sku) => sku.toLowerCase())
    const asked = valuesOf('sku', at).filter((value) => typeof value === 'string')
    const sku = asked.find((one) => allowed?.includes(one.toLowerCase()) === false)
    return sku === undefined ? undefined : { reason: 'sku-not-allowed', args: { sku, allowed: skus?.join(', ') ?? '' } }
  },
}

/** Arguments that stand for such a value. One that the step does not declare could be anything: it counts as each. */
const valuesOf = (
  wanted: StepInput,
  { asked: { step, args }, context: { steps } }: PolicyCheckInput,
): readonly StepArgs[string][] => {
  const inputs = steps.find(({ id }) => id === step)?.inputs ?? {}
  return Object.entries(args).flatMap(([name, value]) => ((inputs[name] ?? wanted) === wanted ? [value] : []))
}
