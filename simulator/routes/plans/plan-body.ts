import { planIdOf } from '../../estate/estate-ids.ts'
import { geoRegion, subscriptionId } from '../../estate/estate-spec.ts'
import { resourceGroupName } from '../../estate/plan-specs.ts'
import { plantedSecrets, slackWebhookUrl } from '../../estate/planted-secrets.ts'
import type { PlanState } from '../../physics/simulated-plan.ts'
import type { LongRunningOperation, SimulatedWorld } from '../../physics/simulated-world.ts'

/** The plan's running operation, if one runs. */
export function runningOperationOn(
  world: SimulatedWorld,
  plan: PlanState,
  now: number,
): LongRunningOperation | undefined {
  return world.operations.findLast(
    ({ planName, site, endsAt }) => site === undefined && planName === plan.spec.name && now < endsAt,
  )
}

export function planBodyOf(world: SimulatedWorld, plan: PlanState, now: number) {
  const { spec } = plan
  const running = runningOperationOn(world, plan, now)
  const isLinux = spec.os === 'linux'
  return {
    id: planIdOf(spec.name),
    name: spec.name,
    type: 'Microsoft.Web/serverfarms',
    kind: isLinux ? 'linux' : 'app',
    location: geoRegion,
    tags: { costCenter: '4711', owner: plantedSecrets.email, alarms: slackWebhookUrl() },
    properties: {
      serverFarmId: 10_000 + spec.name.length,
      name: spec.name,
      status: 'Ready',
      subscription: subscriptionId,
      geoRegion,
      resourceGroup: resourceGroupName,
      maximumNumberOfWorkers: plan.size.maximumWorkers,
      numberOfWorkers: running === undefined ? plan.capacity : workersBefore(plan, now),
      currentNumberOfWorkers: plan.workers.filter(({ readyAt }) => readyAt <= now).length,
      numberOfSites: spec.apps.filter(({ slot }) => slot === undefined).length,
      perSiteScaling: false,
      elasticScaleEnabled: plan.elastic.enabled,
      maximumElasticWorkerCount: plan.elastic.maximum,
      isSpot: false,
      reserved: isLinux,
      isXenon: false,
      hyperV: false,
      zoneRedundant: false,
      targetWorkerCount: 0,
      targetWorkerSizeId: 0,
      provisioningState: running === undefined ? 'Succeeded' : 'InProgress',
    },
    sku: { ...plan.size.sku, capacity: plan.capacity },
  }
}

function workersBefore(plan: PlanState, now: number): number {
  return plan.workers.filter(({ readyAt }) => readyAt <= now).length
}
