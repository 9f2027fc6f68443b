import type { AutoscaleChange } from '../faults/types.ts'
import type { StoredMonitorResource } from '../physics/simulated-world.ts'
import { planIdOf } from './estate-ids.ts'
import { azureLocation, subscriptionId } from './estate-spec.ts'
import { resourceGroupName } from './plan-specs.ts'

/** Rules that somebody gave a plan, as Azure Monitor keeps them. */
export function autoscaleSettingOf(
  plan: string,
  { minimum, maximum, rules }: AutoscaleChange,
): Omit<StoredMonitorResource, 'putAt'> {
  const name = `${plan}-autoscale`
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`
  const profile = {
    name: 'By load',
    capacity: { minimum: String(minimum), maximum: String(maximum), default: String(minimum) },
    rules: rules.map((rule) => ({
      metricTrigger: {
        metricName: rule.metric,
        metricResourceUri: planIdOf(plan),
        timeGrain: 'PT1M',
        statistic: 'Average',
        timeWindow: `PT${rule.windowInMinutes}M`,
        timeAggregation: 'Average',
        operator: rule.operator,
        threshold: rule.threshold,
      },
      scaleAction: {
        direction: rule.direction,
        type: 'ChangeCount',
        value: '1',
        cooldown: `PT${rule.cooldownInMinutes}M`,
      },
    })),
  }
  return {
    id: `${group}/providers/Microsoft.Insights/autoscalesettings/${name}`,
    name,
    type: 'Microsoft.Insights/autoscaleSettings',
    location: azureLocation,
    tags: {},
    properties: { name, enabled: true, targetResourceUri: planIdOf(plan), profiles: [profile] },
  }
}
