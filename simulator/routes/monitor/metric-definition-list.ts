import { planIdOf, siteIdOf } from '../../estate/estate-ids.ts'
import { type ArmRoute, okAnswer, planPath, sitePath } from '../../http/arm-route.ts'
import { findPlan, findSite } from '../../http/find-resource.ts'
import { type MetricDefinition, planMetricDefinitions, siteMetricDefinitions } from './metric-definitions.ts'

const path = 'providers/Microsoft.Insights/metricDefinitions'
const action = 'Microsoft.Insights/MetricDefinitions/Read'
const grains = ['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT6H', 'PT12H', 'P1D']

export const metricDefinitionsRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/${path}`,
    action,
    answer: (call) => {
      const { spec } = findSite(call)
      const namespace = spec.slot === undefined ? 'Microsoft.Web/sites' : 'Microsoft.Web/sites/slots'
      return okAnswer({ value: siteMetricDefinitions.map((one) => body(one, siteIdOf(spec), namespace)) })
    },
  },
  {
    method: 'get',
    path: `${planPath}/${path}`,
    action,
    answer: (call) => {
      const plan = planIdOf(findPlan(call).spec.name)
      return okAnswer({ value: planMetricDefinitions.map((one) => body(one, plan, 'Microsoft.Web/serverfarms')) })
    },
  },
]

function body(
  { name, title, description, unit, primary, grains: own }: MetricDefinition,
  resourceId: string,
  namespace: string,
) {
  return {
    id: `${resourceId}/${path}/${name}`,
    resourceId,
    namespace,
    name: { value: name, localizedValue: title },
    displayDescription: description,
    isDimensionRequired: false,
    unit,
    primaryAggregationType: primary,
    supportedAggregationTypes: ['None', 'Average', 'Minimum', 'Maximum', 'Total', 'Count'],
    metricAvailabilities: (own ?? grains).map((timeGrain) => ({ timeGrain, retention: 'P93D' })),
    dimensions: own === undefined ? [{ value: 'Instance', localizedValue: 'Instance' }] : [],
  }
}
