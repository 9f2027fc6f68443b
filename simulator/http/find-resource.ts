import { subscriptionId } from '../estate/estate-spec.ts'
import { resourceGroupName } from '../estate/plan-specs.ts'
import type { AppState, SimulatedProcess } from '../physics/simulated-app.ts'
import type { PlanState } from '../physics/simulated-plan.ts'
import { armError } from './arm-error.ts'
import type { RouteCall } from './arm-route.ts'

/** Throws what Azure says where the subscription or the resource group is not there. */
export function checkScope({ params }: RouteCall): void {
  const { subscription, group } = params
  if (subscription !== undefined && !isSameArmName(subscription, subscriptionId)) {
    throw armError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`)
  }
  if (group !== undefined && !isSameArmName(group, resourceGroupName)) {
    throw armError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`)
  }
}

export function findSite(call: RouteCall): AppState {
  checkScope(call)
  const { site = '', slot } = call.params
  const found = call.world.apps.find(
    ({ spec }) =>
      isSameArmName(spec.name, site) &&
      (slot === undefined ? spec.slot === undefined : isSameArmName(spec.slot ?? '', slot)),
  )
  if (found !== undefined) return found
  throw notFound(slot === undefined ? `sites/${site}` : `sites/${site}/slots/${slot}`)
}

export function findPlan(call: RouteCall): PlanState {
  checkScope(call)
  const { plan = '' } = call.params
  const found = call.world.plans.find(({ spec }) => isSameArmName(spec.name, plan))
  if (found !== undefined) return found
  throw notFound(`serverfarms/${plan}`)
}

/** The app's process on the instance of the path; instances go by their ARM name. */
export function findProcess(call: RouteCall, app: AppState): SimulatedProcess {
  const { instance = '' } = call.params
  const found = app.processes.find(
    ({ worker }) => isSameArmName(worker.instanceId, instance) && worker.readyAt <= call.now,
  )
  if (found !== undefined) return found
  throw armError(404, 'NotFound', `Instance with name ${instance} not found.`)
}

function notFound(resource: string): Error {
  return armError(
    404,
    'ResourceNotFound',
    `The Resource 'Microsoft.Web/${resource}' under resource group '${resourceGroupName}' was not found. ` +
      'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  )
}

export function isSameArmName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
