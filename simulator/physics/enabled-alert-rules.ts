import type { AlertRule } from '../estate/alert-rules.ts'
import { planIdOf, siteIdOf } from '../estate/estate-ids.ts'
import { isoDurationInMs } from './iso-duration.ts'
import { minuteInMs } from './simulated-time.ts'
import type { SimulatedWorld, StoredMonitorResource } from './simulated-world.ts'

/** The rules that are on, whoever put them there: those whose condition is one metric against a fixed limit. */
export function enabledAlertRulesIn(world: SimulatedWorld): AlertRule[] {
  return [...world.monitorResources.values()]
    .filter(({ type, properties }) => type === 'Microsoft.Insights/metricAlerts' && properties.enabled !== false)
    .map((stored) => ruleOf(world, stored))
    .filter((rule) => rule !== undefined)
}

interface StoredAlertProperties {
  readonly description?: string
  readonly severity?: number
  readonly scopes?: readonly string[]
  readonly windowSize?: string
  readonly criteria?: { readonly allOf?: readonly Criterion[] }
}

interface Criterion {
  readonly metricName?: string
  readonly operator?: string
  readonly threshold?: number
  readonly timeAggregation?: string
}

function ruleOf(world: SimulatedWorld, { name, properties, putAt }: StoredMonitorResource): AlertRule | undefined {
  const { description = '', severity = 3, scopes = [], windowSize, criteria } = properties as StoredAlertProperties
  const { metricName, operator = '', threshold, timeAggregation } = criteria?.allOf?.[0] ?? {}
  const on = scopes.map((scope) => targetIn(world, scope)).find((target) => target !== undefined)
  if (on === undefined || metricName === undefined || threshold === undefined) return undefined
  return {
    name,
    description,
    severity: Math.min(4, Math.max(0, severity)) as AlertRule['severity'],
    on,
    metric: metricName,
    aggregation: timeAggregation === 'Total' ? 'Total' : 'Average',
    operator: operator.startsWith('Less') ? 'LessThan' : 'GreaterThan',
    threshold,
    windowInMinutes: (isoDurationInMs(windowSize) ?? 5 * minuteInMs) / minuteInMs,
    ...(putAt !== undefined && { since: putAt }),
  }
}

function targetIn({ apps, plans }: SimulatedWorld, scope: string): AlertRule['on'] | undefined {
  const is = (id: string) => id.toLowerCase() === scope.toLowerCase()
  const app = apps.find(({ spec }) => spec.slot === undefined && is(siteIdOf(spec)))
  if (app !== undefined) return { app: app.spec.name }
  const plan = plans.find(({ spec }) => is(planIdOf(spec.name)))
  return plan === undefined ? undefined : { plan: plan.spec.name }
}
