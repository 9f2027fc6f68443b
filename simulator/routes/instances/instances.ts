import { siteIdOf } from '../../estate/estate-ids.ts'
import { type ArmRoute, okAnswer, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findProcess, findSite } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'
import { isAppRunning } from '../../physics/cpu-quota.ts'
import { faultEffectsOn } from '../../physics/fault-effects.ts'
import { takesRequests } from '../../physics/process-state.ts'
import { seededFraction } from '../../physics/seeded-random.ts'
import type { AppState, SimulatedProcess } from '../../physics/simulated-app.ts'
import { appHostOf, scmHostOf } from '../sites/site-body.ts'
import { containersOf, lastContainerErrorOf } from './container-status.ts'

const pageSize = 2
const action = 'Microsoft.Web/sites/instances/read'

export const instancesRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/instances`,
    action,
    answer: (call) => {
      const app = findSite(call)
      const standing = app.enabled ? app.processes.filter(({ worker }) => worker.readyAt <= call.now) : []
      const bodies = standing.map((process) => listedBody(call, app, process))
      return okAnswer(paginateItems(call, bodies, pageSize))
    },
  },
  {
    method: 'get',
    path: `${sitePath}/instances/:instance`,
    action,
    answer: (call) => {
      const app = findSite(call)
      return okAnswer(instanceBody(call, app, findProcess(call, app)))
    },
  },
]

/** As recorded: of some containers the list knows nothing, well as they are; who asks for the instance is told. */
function listedBody(call: RouteCall, app: AppState, process: SimulatedProcess) {
  const body = instanceBody(call, app, process)
  const { spec } = app.plan
  const isUnlisted =
    spec.os === 'linux' && seededFraction(call.world.seed, 'unlisted', process.worker.machine) < unlistedShare
  return isUnlisted && body.properties.state === 'READY'
    ? { ...body, properties: { ...body.properties, state: 'UNKNOWN', containers: null } }
    : body
}

/** Ours: often enough to be met with. */
const unlistedShare = 0.4

/** `machineName` is on Azure's wire though not in its specification: it ties the metrics' `Instance` to this name. */
function instanceBody(call: RouteCall, app: AppState, process: SimulatedProcess) {
  const { instanceId, machine } = process.worker
  return {
    id: `${siteIdOf(app.spec)}/instances/${instanceId}`,
    name: instanceId,
    type: app.spec.slot === undefined ? 'Microsoft.Web/sites/instances' : 'Microsoft.Web/sites/slots/instances',
    properties: {
      state: stateOf(call, app, process),
      statusUrl: `https://${scmHostOf(app)}/api/status?instance=${instanceId}`,
      detectorUrl: `https://${scmHostOf(app)}/detectors?instance=${instanceId}`,
      consoleUrl: `https://${scmHostOf(app)}/webssh/host?instance=${instanceId}`,
      healthCheckUrl:
        app.config.healthCheckPath === null ? null : `https://${appHostOf(app)}${app.config.healthCheckPath}`,
      machineName: machine,
      containers: containersOf(call, app, process),
      ...lastContainerErrorOf(call, app, process),
    },
  }
}

/** One that was unloaded is ready: it comes up for whoever comes first. */
function stateOf({ world, now }: RouteCall, app: AppState, process: SimulatedProcess): 'READY' | 'STOPPED' | 'UNKNOWN' {
  if (!isAppRunning(app)) return 'STOPPED'
  if (process.isAsleep) return 'READY'
  if (faultEffectsOn(world, app, process, now).lostAtFrontEnd > 0) return 'UNKNOWN'
  return takesRequests(app, process, now) ? 'READY' : 'UNKNOWN'
}
