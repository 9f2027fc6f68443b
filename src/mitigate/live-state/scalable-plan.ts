import type { AppServicePlan } from '@azure/arm-appservice'
import { type PlanId, requirePlanId } from '../../azure/arm-id.ts'
import { toAzureError } from '../../azure/errors.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { StepArgs } from '../../incident/mitigation-plan.ts'
import { whyNotSeenScalable } from '../seen/seen-plan.ts'
import { type AppInstance, readInstances } from './app-instances.ts'
import { isAutoscaled } from './autoscale-setting.ts'
import { readPlanApps } from './plan-apps.ts'
import { readSiteState, type SiteState } from './site-state.ts'

/** Everything that a scale looks at. */
export interface ScalablePlan {
  readonly id: PlanId
  readonly plan: AppServicePlan
  readonly site: SiteState
  readonly workers: number
  readonly maximum: number
  readonly autoscaled: boolean
  readonly apps: readonly string[]
  readonly instances: readonly AppInstance[]
}

export const readScalablePlan = async (azure: ReadingAzure, app: AppRef): Promise<ScalablePlan> => {
  const site = await readSiteState(azure, app)
  const id = requirePlanId(site.planId)
  const [plan, autoscaled, apps, instances] = await Promise.all([
    readAppServicePlan(azure, id),
    isAutoscaled(azure, site.planId),
    readPlanApps(azure, site.planId),
    readInstances(azure, app),
  ])
  const workers = plan.sku?.capacity ?? plan.numberOfWorkers ?? 0
  return { id, plan, site, workers, maximum: plan.maximumNumberOfWorkers ?? workers, autoscaled, apps, instances }
}

export const readAppServicePlan = async (azure: ReadingAzure, id: PlanId): Promise<AppServicePlan> => {
  try {
    return await azure.appService(id.subscriptionId).appServicePlans.get(id.resourceGroup, id.name)
  } catch (error) {
    throw toAzureError(error)
  }
}

/** Why the plan can't be scaled by hand at all; `undefined` where it can. */
export const whyNotScalable = ({ id, plan, autoscaled }: ScalablePlan): TranslatableMessage | undefined => {
  const isChanging = plan.provisioningState === 'InProgress'
  return (
    whyNotSeenScalable({
      name: id.name,
      tier: plan.sku?.tier ?? '',
      isAutoscaled: autoscaled,
      scalesAutomatically: plan.elasticScaleEnabled === true,
    }) ?? (isChanging ? messageOf('step.impossible.changing', { plan: id.name }) : undefined)
  )
}

/** The number of workers asked for; `undefined` for anything but a whole number from 1. */
export const requestedWorkers = ({ workers, more }: StepArgs, now: number): number | undefined => {
  const wanted = more === undefined ? wholeNumber(workers) : (wholeNumber(more) ?? Number.NaN) + now
  return wanted !== undefined && wanted >= 1 ? wanted : undefined
}

const wholeNumber = (value: StepArgs[string] | undefined): number | undefined => {
  const number = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined
}
