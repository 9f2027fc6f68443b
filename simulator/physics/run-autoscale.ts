import { planIdOf } from '../estate/estate-ids.ts'
import { isoDurationInMs } from './iso-duration.ts'
import { metricStatBetween } from './metric-store.ts'
import { scalePlan } from './scale-plan.ts'
import { seededGuid } from './seeded-random.ts'
import type { PlanState } from './simulated-plan.ts'
import { minuteInMs } from './simulated-time.ts'
import type { ActivityEvent, SimulatedWorld, StoredMonitorResource } from './simulated-world.ts'

/** As Azure Monitor has it: numbers of workers are texts. */
export interface AutoscaleProfile {
  readonly name: string
  readonly capacity: { readonly minimum: string; readonly maximum: string; readonly default: string }
  readonly rules: readonly AutoscaleRule[]
}

export interface AutoscaleRule {
  readonly metricTrigger: {
    readonly metricName: string
    readonly metricResourceUri: string
    readonly timeWindow: string
    readonly timeAggregation: string
    readonly operator: string
    readonly threshold: number
  }
  readonly scaleAction: {
    readonly direction: string
    readonly type: string
    readonly value?: string
    readonly cooldown: string
  }
}

/** The rules see a minute this much after it was measured. */
const metricLagInMs = minuteInMs

/** One look at the plan's rules: any that asks for more wins; for fewer, all of those have to agree. */
export function runAutoscale(world: SimulatedWorld, plan: PlanState, at: number): void {
  const setting = settingOf(world, plan)
  const [profile] = (setting?.properties.profiles ?? []) as readonly AutoscaleProfile[]
  if (setting === undefined || profile === undefined || isBusy(world, plan, at)) return
  const wanted = clampToProfile(profile, wantedBy(world, plan, profile, at))
  if (wanted === plan.capacity) return
  recordAutoscaleActivity(world, setting, { plan, to: wanted, at })
  scalePlan(world, plan, wanted, { at, writeNumber: at })
}

function settingOf(world: SimulatedWorld, plan: PlanState): StoredMonitorResource | undefined {
  const target = planIdOf(plan.spec.name).toLowerCase()
  return [...world.monitorResources.values()].find(({ type, properties }) => {
    const isOn = type === 'Microsoft.Insights/autoscaleSettings' && properties.enabled !== false
    return isOn && String(properties.targetResourceUri).toLowerCase() === target
  })
}

function isBusy(world: SimulatedWorld, plan: PlanState, at: number): boolean {
  return world.operations.some(
    ({ planName, site, endsAt }) => site === undefined && planName === plan.spec.name && at < endsAt,
  )
}

function clampToProfile({ capacity }: AutoscaleProfile, wanted: number): number {
  return Math.min(Number(capacity.maximum), Math.max(Number(capacity.minimum), wanted))
}

function wantedBy(world: SimulatedWorld, plan: PlanState, { rules }: AutoscaleProfile, at: number): number {
  const out = rules.filter(({ scaleAction }) => scaleAction.direction === 'Increase')
  const more = out.filter((rule) => isMet(world, plan, rule, at)).map((rule) => capacityAfter(plan, rule, 1))
  if (more.length > 0) return Math.max(...more)
  const into = rules.filter(({ scaleAction }) => scaleAction.direction === 'Decrease')
  if (into.length === 0 || !into.every((rule) => isMet(world, plan, rule, at))) return plan.capacity
  return Math.max(...into.map((rule) => capacityAfter(plan, rule, -1)))
}

function capacityAfter({ capacity }: PlanState, { scaleAction }: AutoscaleRule, sign: 1 | -1): number {
  const value = Number(scaleAction.value ?? 1)
  switch (scaleAction.type) {
    case 'ExactCount':
      return value
    case 'PercentChangeCount':
      return capacity + sign * Math.max(1, Math.round((capacity * value) / 100))
    default:
      return capacity + sign * value
  }
}

/** Nothing is looked at while the plan rests from its last change. */
function isMet(
  world: SimulatedWorld,
  plan: PlanState,
  { metricTrigger, scaleAction }: AutoscaleRule,
  at: number,
): boolean {
  const restsInMs = isoDurationInMs(scaleAction.cooldown) ?? 5 * minuteInMs
  if (at < (plan.scaledAt.at(-1) ?? Number.NEGATIVE_INFINITY) + restsInMs) return false
  const value = triggerValueOf(world, metricTrigger, at)
  if (value === undefined) return false
  switch (metricTrigger.operator) {
    case 'GreaterThan':
      return value > metricTrigger.threshold
    case 'GreaterThanOrEqual':
      return value >= metricTrigger.threshold
    case 'LessThan':
      return value < metricTrigger.threshold
    case 'LessThanOrEqual':
      return value <= metricTrigger.threshold
    case 'Equals':
      return value === metricTrigger.threshold
    default:
      return value !== metricTrigger.threshold
  }
}

function triggerValueOf(
  world: SimulatedWorld,
  trigger: AutoscaleRule['metricTrigger'],
  at: number,
): number | undefined {
  const named = trigger.metricResourceUri.toLowerCase()
  const resource = [...world.metrics.values()].find((meter) => meter.resource.toLowerCase() === named)?.resource
  if (resource === undefined) return undefined
  const to = at - metricLagInMs
  const from = to - (isoDurationInMs(trigger.timeWindow) ?? 10 * minuteInMs)
  const whole = metricStatBetween(world.metrics, { resource, metric: trigger.metricName, from, to })
  if (whole.count === 0) return undefined
  switch (trigger.timeAggregation) {
    case 'Maximum':
      return whole.maximum
    case 'Minimum':
      return whole.minimum
    case 'Total':
      return whole.sum
    case 'Count':
      return whole.count
    default:
      return whole.sum / whole.count
  }
}

interface AutoscaleAction {
  readonly plan: PlanState
  readonly to: number
  readonly at: number
}

/** Autoscale puts what it did into the activity log under its own name: the setting's action, and the plan's change. */
function recordAutoscaleActivity(
  world: SimulatedWorld,
  setting: StoredMonitorResource,
  { plan, to, at }: AutoscaleAction,
): void {
  const direction = to > plan.capacity ? 'Scaleup' : 'Scaledown'
  recordAutoscaleEvent(world, at, {
    action: `Microsoft.Insights/AutoscaleSettings/${direction}/Action`,
    resourceId: setting.id,
  })
  recordAutoscaleEvent(world, at, { action: 'Microsoft.Web/serverfarms/write', resourceId: planIdOf(plan.spec.name) })
}

function recordAutoscaleEvent(
  world: SimulatedWorld,
  at: number,
  about: Pick<ActivityEvent, 'action' | 'resourceId'>,
): void {
  world.writeCount += 1
  const event: Omit<ActivityEvent, 'status' | 'at'> = {
    ...about,
    write: world.writeCount,
    caller: 'Microsoft.Insights/autoscaleSettings',
    method: 'POST',
    statusCode: 200,
    correlationId: seededGuid(world.seed, 'autoscale', about.resourceId, at),
    clientRequestId: '',
  }
  world.activity.push({ ...event, status: 'Started', at }, { ...event, status: 'Succeeded', at: at + 1500 })
}
