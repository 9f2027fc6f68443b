import { resourceGroup } from '../estate/estate.ts'
import { subscriptionId } from '../estate/spec.ts'
import type { AppState, PlanState, Process } from '../physics/world.ts'
import { armError } from './arm-error.ts'
import type { Call } from './route.ts'

/** Throws what Azure says where the subscription or the resource group is not there. */
export function checkScope({ params }: Call): void {
  const { subscription, group } = params
  if (subscription !== undefined && !same(subscription, subscriptionId)) {
    throw armError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`)
  }
  if (group !== undefined && !same(group, resourceGroup)) {
    throw armError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`)
  }
}

export function siteOf(call: Call): AppState {
  checkScope(call)
  const { site = '', slot } = call.params
  const found = call.world.apps.find(
    ({ spec }) => same(spec.name, site) && (slot === undefined ? spec.slot === undefined : same(spec.slot ?? '', slot)),
  )
  if (found !== undefined) return found
  throw notFound(slot === undefined ? `sites/${site}` : `sites/${site}/slots/${slot}`)
}

export function planOf(call: Call): PlanState {
  checkScope(call)
  const { plan = '' } = call.params
  const found = call.world.plans.find(({ spec }) => same(spec.name, plan))
  if (found !== undefined) return found
  throw notFound(`serverfarms/${plan}`)
}

/** The app's process on the instance of the path; instances go by their ARM name. */
export function processOn(call: Call, app: AppState): Process {
  const { instance = '' } = call.params
  const found = app.processes.find(({ worker }) => same(worker.instanceId, instance) && worker.readyAt <= call.now)
  if (found !== undefined) return found
  throw armError(404, 'NotFound', `Instance with name ${instance} not found.`)
}

function notFound(resource: string): Error {
  return armError(
    404,
    'ResourceNotFound',
    `The Resource 'Microsoft.Web/${resource}' under resource group '${resourceGroup}' was not found. ` +
      'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  )
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
