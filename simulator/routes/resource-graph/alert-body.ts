import { azureLocation, subscriptionId } from '../../estate/estate-spec.ts'
import { resourceGroupName } from '../../estate/plan-specs.ts'
import type { FiredAlert } from '../../physics/fired-alerts.ts'
import { seededGuid } from '../../physics/seeded-random.ts'
import { floorTo, minuteInMs } from '../../physics/simulated-time.ts'

/** A fired alert as Resource Graph shows it. Targets are written in small letters there. */
export function alertBodyOf(seed: number, alert: FiredAlert) {
  const { rule, firedAt, target } = alert
  const id = seededGuid(seed, 'alert', rule.name, firedAt)
  return {
    id: `${target.toLowerCase()}/providers/Microsoft.AlertsManagement/alerts/${id}`,
    name: rule.name,
    type: 'microsoft.alertsmanagement/alerts',
    location: 'global',
    resourceGroup: resourceGroupName,
    subscriptionId,
    properties: { essentials: essentialsOf(alert, id), context: contextOf(alert) },
  }
}

function essentialsOf({ rule, target, firedAt, resolvedAt }: FiredAlert, id: string) {
  const [, name = ''] = /\/([^/]+)$/.exec(target) ?? []
  const rules = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Insights/metricAlerts`
  return {
    severity: `Sev${rule.severity}`,
    signalType: 'Metric',
    alertState: 'New',
    monitorCondition: resolvedAt === undefined ? 'Fired' : 'Resolved',
    monitorService: 'Platform',
    alertRule: `${rules}/${rule.name}`,
    description: rule.description,
    sourceCreatedId: id,
    targetResource: target.toLowerCase(),
    targetResourceName: name,
    targetResourceGroup: resourceGroupName,
    targetResourceType: 'app' in rule.on ? 'sites' : 'serverfarms',
    startDateTime: new Date(firedAt).toISOString(),
    lastModifiedDateTime: new Date(resolvedAt ?? firedAt).toISOString(),
    ...(resolvedAt !== undefined && { monitorConditionResolvedDateTime: new Date(resolvedAt).toISOString() }),
  }
}

/** The condition that was met; limits are words here, as in the common alert schema. */
function contextOf({ rule, firedAt, value }: FiredAlert) {
  const namespace = 'app' in rule.on ? 'Microsoft.Web/sites' : 'Microsoft.Web/serverfarms'
  const end = floorTo(firedAt, minuteInMs)
  return {
    context: {
      conditionType: 'SingleResourceMultipleMetricCriteria',
      resourceRegion: azureLocation,
      condition: {
        windowSize: `PT${rule.windowInMinutes}M`,
        windowStartTime: new Date(end - rule.windowInMinutes * minuteInMs).toISOString(),
        windowEndTime: new Date(end).toISOString(),
        allOf: [
          {
            metricName: rule.metric,
            metricNamespace: namespace,
            operator: rule.operator,
            threshold: String(rule.threshold),
            timeAggregation: rule.aggregation,
            dimensions: [],
            metricValue: Math.round(value * 100) / 100,
          },
        ],
      },
    },
  }
}
