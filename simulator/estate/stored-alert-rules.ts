import type { StoredMonitorResource } from '../physics/simulated-world.ts'
import { type AlertRule, alertRules } from './alert-rules.ts'
import { planIdOf, siteIdOf } from './estate-ids.ts'
import { azureLocation, subscriptionId } from './estate-spec.ts'
import { resourceGroupName } from './plan-specs.ts'

const type = 'Microsoft.Insights/metricAlerts'

/** The alert rules that the estate begins with, as Azure Monitor keeps them, by lower-case id. */
export function storedAlertRules(): Map<string, StoredMonitorResource> {
  return new Map(alertRules.map(storedAlert).map((stored) => [stored.id.toLowerCase(), stored]))
}

function storedAlert(rule: AlertRule): StoredMonitorResource {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`
  const id = `${group}/providers/${type}/${rule.name}`
  return { id, name: rule.name, type, location: 'global', tags: {}, properties: propertiesOf(rule) }
}

function propertiesOf({ description, severity, on, windowInMinutes, ...rule }: AlertRule) {
  const targetResourceType = 'app' in on ? 'Microsoft.Web/sites' : 'Microsoft.Web/serverfarms'
  return {
    description,
    severity,
    enabled: true,
    scopes: ['app' in on ? siteIdOf({ name: on.app }) : planIdOf(on.plan)],
    evaluationFrequency: 'PT1M',
    windowSize: `PT${windowInMinutes}M`,
    targetResourceType,
    targetResourceRegion: azureLocation,
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria',
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion',
          name: 'Metric1',
          metricNamespace: targetResourceType,
          metricName: rule.metric,
          operator: rule.operator,
          threshold: rule.threshold,
          timeAggregation: rule.aggregation,
        },
      ],
    },
    autoMitigate: true,
    actions: [],
  }
}
