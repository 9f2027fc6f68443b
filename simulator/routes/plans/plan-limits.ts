import { type SimulatedSku, simulatedSkuNamed, skusAvailableTo } from '../../estate/simulated-skus.ts'
import { appServiceError } from '../../http/arm-error.ts'
import type { RouteCall } from '../../http/arm-route.ts'
import { isSameArmName } from '../../http/find-resource.ts'
import { appsOnPlan } from '../../physics/scale-plan.ts'
import type { PlanState } from '../../physics/simulated-plan.ts'
import { minuteInMs } from '../../physics/simulated-time.ts'
import { runningOperationOn } from './plan-body.ts'

/** What a plan is to become. */
export interface PlanChange {
  readonly capacity: number
  readonly sku: SimulatedSku
}

/** Scale changes of one plan within an hour. */
const maxScaleChangesPerHour = 20

/** Throws App Service's 409 where the plan can't become what is asked for. */
export function checkPlanChange(call: RouteCall, plan: PlanState, { capacity, sku }: PlanChange): void {
  if (runningOperationOn(call.world, plan, call.now) !== undefined) {
    throw conflict('Cannot modify this web hosting plan because another operation is in progress.', '59206')
  }
  const isSameSku = isSameArmName(sku.sku.name, plan.size.sku.name)
  if (isSameSku && capacity === plan.capacity) return
  const lately = plan.scaledAt.filter((at) => at > call.now - 60 * minuteInMs).length
  if (lately >= maxScaleChangesPerHour) throw conflict(tooOften(lately + 1), '03036')
  if (!isSameSku) checkSku(call, plan, sku)
  const most = isSameSku ? plan.size.maximumWorkers : sku.maximumWorkers
  if (capacity > most)
    throw conflict('Number of Web workers exceeds the maximum allowed for the hosting plan.', '03002')
}

function tooOften(changes: number): string {
  return `You have exceeded the maximum amount of scale changes within the past hour(${changes} changes and limit is ${maxScaleChangesPerHour}). Please retry later.`
}

function checkSku(call: RouteCall, plan: PlanState, wanted: SimulatedSku): void {
  const { tier } = wanted.sku
  if (!skusAvailableTo(plan.spec).some(({ sku }) => sku.name === wanted.sku.name)) {
    const link = 'https://go.microsoft.com/fwlink/?linkid=825764'
    const message = `The pricing tier '${tier}' is not allowed in this resource group. Use this link to learn more: ${link}`
    throw conflict(message, '59322')
  }
  const apps = appsOnPlan(call.world, plan)
  const slotted = apps.find(({ spec }) => spec.slot !== undefined)
  if (slotted !== undefined && !wanted.hasSlots) {
    throw conflict(`Cannot change the pricing tier: the site '${slotted.spec.name}' uses deployment slots.`, '04068')
  }
  const kept = apps.find(({ config }) => config.alwaysOn)
  if (kept !== undefined && (tier === 'Free' || tier === 'Shared')) {
    const why = 'because it uses AlwaysOn feature which is not allowed in the target compute mode.'
    throw conflict(`Cannot update the site '${kept.spec.name}' ${why}`, '04068')
  }
}

/** Turns automatic scaling on or off, where the body says so. */
export function setAutomaticScaling({ body }: RouteCall, plan: PlanState, skuName: string): void {
  const { properties } = (body ?? {}) as { properties?: Record<string, unknown> }
  const { elasticScaleEnabled, maximumElasticWorkerCount } = properties ?? {}
  const enabled = typeof elasticScaleEnabled === 'boolean' ? elasticScaleEnabled : plan.elastic.enabled
  const maximum = typeof maximumElasticWorkerCount === 'number' ? maximumElasticWorkerCount : plan.elastic.maximum
  if (enabled && simulatedSkuNamed(skuName)?.canBeElastic !== true) {
    throw conflict('Elastic scale is not supported for the pricing tier of this plan.', '04077')
  }
  plan.elastic = { enabled, maximum: Math.min(plan.size.maximumWorkers, maximum) }
}

function conflict(message: string, extendedCode: string): Error {
  return appServiceError(409, 'Conflict', message, extendedCode)
}
