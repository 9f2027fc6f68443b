import { planIdOf } from '../estate/ids.ts'
import { noteScaled } from './autoscale-activity.ts'
import { durationInMs } from './iso-duration.ts'
import { merge, minuteInMs } from './metrics.ts'
import type { PlanState, Stored, World } from './world.ts'
import { scale } from './writes-plan.ts'

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
const lagInMs = minuteInMs

/** One look at the plan's rules: any that asks for more wins; for fewer, all of those have to agree. */
export function scaleByRules(world: World, plan: PlanState, at: number): void {
  const setting = settingOf(world, plan)
  const [profile] = (setting?.properties.profiles ?? []) as readonly AutoscaleProfile[]
  if (setting === undefined || profile === undefined || isBusy(world, plan, at)) return
  const wanted = within(profile, wantedBy(world, plan, profile, at))
  if (wanted === plan.capacity) return
  noteScaled(world, setting, { plan, to: wanted, at })
  scale(world, plan, wanted, { at, nth: at })
}

function settingOf(world: World, plan: PlanState): Stored | undefined {
  const target = planIdOf(plan.spec.name).toLowerCase()
  return [...world.stored.values()].find(({ type, properties }) => {
    const isOn = type === 'Microsoft.Insights/autoscaleSettings' && properties.enabled !== false
    return isOn && String(properties.targetResourceUri).toLowerCase() === target
  })
}

function isBusy(world: World, plan: PlanState, at: number): boolean {
  return world.operations.some(
    ({ planName, site, endsAt }) => site === undefined && planName === plan.spec.name && at < endsAt,
  )
}

function within({ capacity }: AutoscaleProfile, wanted: number): number {
  return Math.min(Number(capacity.maximum), Math.max(Number(capacity.minimum), wanted))
}

function wantedBy(world: World, plan: PlanState, { rules }: AutoscaleProfile, at: number): number {
  const out = rules.filter(({ scaleAction }) => scaleAction.direction === 'Increase')
  const more = out.filter((rule) => isMet(world, plan, rule, at)).map((rule) => after(plan, rule, 1))
  if (more.length > 0) return Math.max(...more)
  const into = rules.filter(({ scaleAction }) => scaleAction.direction === 'Decrease')
  if (into.length === 0 || !into.every((rule) => isMet(world, plan, rule, at))) return plan.capacity
  return Math.max(...into.map((rule) => after(plan, rule, -1)))
}

function after({ capacity }: PlanState, { scaleAction }: AutoscaleRule, sign: 1 | -1): number {
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
function isMet(world: World, plan: PlanState, { metricTrigger, scaleAction }: AutoscaleRule, at: number): boolean {
  const restsInMs = durationInMs(scaleAction.cooldown) ?? 5 * minuteInMs
  if (at < (plan.scaledAt.at(-1) ?? Number.NEGATIVE_INFINITY) + restsInMs) return false
  const value = measured(world, metricTrigger, at)
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

function measured(world: World, trigger: AutoscaleRule['metricTrigger'], at: number): number | undefined {
  const resource = trigger.metricResourceUri.toLowerCase()
  const to = at - lagInMs
  const from = to - (durationInMs(trigger.timeWindow) ?? 10 * minuteInMs)
  const stats = [...world.metrics.values()]
    .filter((meter) => meter.resource.toLowerCase() === resource)
    .flatMap(({ series }) => [...(series.get(trigger.metricName) ?? [])])
    .filter(([minute]) => minute >= from && minute < to)
    .map(([, stat]) => stat)
  const whole = merge(stats)
  if (whole === undefined) return undefined
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
