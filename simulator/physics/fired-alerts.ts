import type { AlertRule } from '../estate/alert-rules.ts'
import { planIdOf, siteIdOf } from '../estate/estate-ids.ts'
import { type MinuteReader, meanlessStat } from './minute-series.ts'
import { floorTo, minuteInMs, type SimulatedPeriod } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

export interface FiredAlert {
  readonly rule: AlertRule
  /** ARM id of what it looks at. */
  readonly target: string
  readonly firedAt: number
  /** Absent while it still fires. */
  readonly resolvedAt?: number
  /** What was measured when it fired. */
  readonly value: number
}

/** A rule looks at each minute so late: by then Azure Monitor has the minute. */
const evaluatedLateInMs = 3 * minuteInMs
/** Microsoft: an alert is resolved when the condition is not met for three checks in a row. */
const checksToResolve = 3
const lookBackInMs = 24 * 60 * minuteInMs

/** What a rule made of the last day, oldest first: a function of what was measured, and of nothing else. */
export function firedAlertsOf(world: SimulatedWorld, rule: AlertRule, now: number): FiredAlert[] {
  const target = targetOf(rule)
  const minutes = metricMinutesOf(world, target, rule.metric)
  const lastsInMs = rule.windowInMinutes * minuteInMs
  const from = Math.max(world.from, now - lookBackInMs, rule.since ?? 0)
  const fired: FiredAlert[] = []
  let quiet = 0
  for (let end = floorTo(from, minuteInMs) + lastsInMs; end + evaluatedLateInMs <= now; end += minuteInMs) {
    const value = measuredBy(rule, minutes, { from: end - lastsInMs, to: end })
    const isMet = value !== undefined && meets(rule, value)
    const last = fired.at(-1)
    const isFiring = last !== undefined && last.resolvedAt === undefined
    quiet = isMet ? 0 : quiet + 1
    if (isMet && !isFiring) fired.push({ rule, target, firedAt: end + evaluatedLateInMs, value })
    if (isFiring && quiet === checksToResolve)
      fired[fired.length - 1] = { ...last, resolvedAt: end + evaluatedLateInMs }
  }
  return fired
}

function targetOf({ on }: AlertRule): string {
  return 'app' in on ? siteIdOf({ name: on.app }) : planIdOf(on.plan)
}

function metricMinutesOf({ metrics }: SimulatedWorld, resource: string, metric: string): MinuteReader[] {
  return [...metrics.values()]
    .filter((meter) => meter.resource === resource)
    .flatMap(({ series }) => series.get(metric) ?? [])
}

function measuredBy(
  { aggregation }: AlertRule,
  instances: readonly MinuteReader[],
  { from, to }: SimulatedPeriod,
): number | undefined {
  const whole = meanlessStat()
  for (let minute = from; minute < to; minute += minuteInMs) {
    for (const minutes of instances) minutes.addTo(whole, minute)
  }
  if (whole.count === 0) return undefined
  return aggregation === 'Total' ? whole.sum : whole.sum / whole.count
}

function meets({ operator, threshold }: AlertRule, value: number): boolean {
  return operator === 'GreaterThan' ? value > threshold : value < threshold
}
