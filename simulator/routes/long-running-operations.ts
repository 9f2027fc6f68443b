import { planIdOf } from '../estate/estate-ids.ts'
import { armError } from '../http/arm-error.ts'
import { type ArmRoute, okAnswer, type RouteCall } from '../http/arm-route.ts'
import { checkScope } from '../http/find-resource.ts'
import type { LongRunningOperation } from '../physics/simulated-world.ts'
import { planBodyOf } from './plans/plan-body.ts'

const base = '/subscriptions/:subscription/providers/Microsoft.Web/locations/:location'

/** How far a long-running operation has come. */
export const longRunningOperationsRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${base}/operations/:operation`,
    action: 'Microsoft.Web/locations/operations/read',
    answer: (call) => okAnswer(statusOf(call, operationOf(call))),
  },
  {
    method: 'get',
    path: `${base}/operationresults/:operation`,
    action: 'Microsoft.Web/locations/operationResults/read',
    answer: (call) => {
      const operation = operationOf(call)
      const plan = call.world.plans.find(({ spec }) => spec.name === operation.planName)
      if (call.now < operation.endsAt || plan === undefined) return { status: 202, body: statusOf(call, operation) }
      return okAnswer(planBodyOf(call.world, plan, call.now))
    },
  },
]

function operationOf(call: RouteCall): LongRunningOperation {
  checkScope(call)
  const found = call.world.operations.find(({ id }) => id === call.params.operation)
  if (found !== undefined) return found
  throw armError(404, 'NotFound', `Operation ${call.params.operation} was not found.`)
}

function statusOf(call: RouteCall, operation: LongRunningOperation) {
  const isDone = call.now >= operation.endsAt
  const { startedAt, endsAt } = operation
  return {
    id: call.path,
    name: operation.id,
    resourceId: planIdOf(operation.planName),
    status: isDone ? 'Succeeded' : 'InProgress',
    percentComplete: isDone ? 100 : Math.floor((100 * (call.now - startedAt)) / (endsAt - startedAt)),
    startTime: new Date(startedAt).toISOString(),
    ...(isDone && { endTime: new Date(endsAt).toISOString() }),
  }
}
