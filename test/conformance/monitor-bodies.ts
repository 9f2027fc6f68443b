import type { Subject } from './subjects.ts'

/** Switched off: the estate should not scale while others look at it. */
export function autoscaleFor({ subscription, group, plan }: Subject) {
  const id = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Web/serverfarms/${plan}`
  const metricTrigger = {
    metricName: 'CpuPercentage',
    metricResourceUri: id,
    timeGrain: 'PT1M',
    statistic: 'Average',
    timeWindow: 'PT10M',
    timeAggregation: 'Average',
    operator: 'GreaterThan',
    threshold: 95,
  }
  const scaleAction = { direction: 'Increase', type: 'ChangeCount', value: '1', cooldown: 'PT5M' }
  const capacity = { minimum: '1', maximum: '5', default: '2' }
  const profiles = [{ name: 'always', capacity, rules: [{ metricTrigger, scaleAction }] }]
  return { location: 'westeurope', tags: {}, properties: { enabled: false, targetResourceUri: id, profiles } }
}

export function metricAlertFor({ subscription, group, site }: Subject) {
  const errors = {
    criterionType: 'StaticThresholdCriterion',
    name: 'errors',
    metricName: 'Http5xx',
    operator: 'GreaterThan',
    threshold: 10,
    timeAggregation: 'Total',
  }
  return {
    location: 'global',
    properties: {
      severity: 2,
      enabled: true,
      scopes: [`/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Web/sites/${site}`],
      evaluationFrequency: 'PT1M',
      windowSize: 'PT15M',
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria',
        allOf: [errors],
      },
    },
  }
}
