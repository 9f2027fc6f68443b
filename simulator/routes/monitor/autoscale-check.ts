import { planIdOf } from '../../estate/estate-ids.ts'
import { armError } from '../../http/arm-error.ts'
import type { RouteCall } from '../../http/arm-route.ts'
import { isSameArmName } from '../../http/find-resource.ts'
import { isoDurationInMs } from '../../physics/iso-duration.ts'
import type { AutoscaleProfile, AutoscaleRule } from '../../physics/run-autoscale.ts'

/** Throws Azure Monitor's 400 where a setting can't work. */
export function checkAutoscale(call: RouteCall, properties: Readonly<Record<string, unknown>>): void {
  const { targetResourceUri: target, profiles } = properties
  const plan = call.world.plans.find(({ spec }) => isSameArmName(planIdOf(spec.name), String(target)))
  if (plan === undefined) refuse(`The target resource '${String(target)}' was not found or cannot be scaled.`)
  if (['Free', 'Shared', 'Basic'].includes(plan.size.sku.tier)) {
    refuse(`Autoscale is not supported for the pricing tier ${plan.size.sku.tier} of the target resource.`)
  }
  if (!Array.isArray(profiles) || profiles.length === 0) refuse('At least one profile is needed.')
  for (const profile of profiles as readonly AutoscaleProfile[]) checkProfile(profile)
}

function checkProfile({ name, capacity, rules }: AutoscaleProfile): void {
  const counts = [capacity?.minimum, capacity?.default, capacity?.maximum]
  if (counts.some((count) => typeof count !== 'string' || !/^\d+$/.test(count))) {
    refuse(`The capacity of profile '${name}' must be given as texts of whole numbers.`)
  }
  const [minimum = 0, usual = 0, maximum = 0] = counts.map(Number)
  if (minimum > usual || usual > maximum)
    refuse(`The capacity of profile '${name}' must be minimum ≤ default ≤ maximum.`)
  for (const rule of rules ?? []) checkRule(rule)
}

function checkRule({ metricTrigger, scaleAction }: AutoscaleRule): void {
  const isComplete = metricTrigger?.metricName !== undefined && scaleAction?.direction !== undefined
  if (!isComplete) refuse('A rule needs a metricTrigger and a scaleAction.')
  const durations = [metricTrigger.timeWindow, scaleAction.cooldown]
  if (durations.some((text) => isoDurationInMs(text) === undefined)) refuse('A duration is not in ISO 8601.')
}

function refuse(message: string): never {
  throw armError(400, 'BadRequest', message)
}
