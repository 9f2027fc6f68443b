import type { Stored } from '../physics/world.ts'
import { type AlertRule, alertRules } from './alert-rules.ts'
import { resourceGroup } from './estate.ts'
import { planIdOf, siteIdOf } from './ids.ts'
import { location, subscriptionId } from './spec.ts'

const type = 'Microsoft.Insights/metricAlerts'

/** The alert rules that the estate begins with, as Azure Monitor keeps them, by lower-case id. */
export function storedAlerts(): Map<string, Stored> {
  return new Map(alertRules.map(storedAlert).map((stored) => [stored.id.toLowerCase(), stored]))
}

function storedAlert(rule: AlertRule): Stored {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`
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
    targetResourceRegion: location,
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
