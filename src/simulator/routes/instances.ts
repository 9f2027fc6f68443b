import { siteIdOf } from '../estate/ids.ts'
import { processOn, siteOf } from '../http/find.ts'
import { page } from '../http/paging.ts'
import { ok, type Route, sitePath } from '../http/route.ts'
import { strainOn } from '../physics/strain.ts'
import { takesRequests } from '../physics/tick.ts'
import type { AppState, Process, World } from '../physics/world.ts'
import { hostOf, kuduHostOf } from './site-body.ts'

const pageSize = 2
const action = 'Microsoft.Web/sites/instances/read'

export const instances: readonly Route[] = [
  {
    method: 'get',
    path: `${sitePath}/instances`,
    action,
    answer: (call) => {
      const app = siteOf(call)
      const standing = app.enabled ? app.processes.filter(({ worker }) => worker.readyAt <= call.now) : []
      const bodies = standing.map((process) => instanceBody(call.world, app, process, call.now))
      return ok(page(call, bodies, pageSize))
    },
  },
  {
    method: 'get',
    path: `${sitePath}/instances/:instance`,
    action,
    answer: (call) => {
      const app = siteOf(call)
      return ok(instanceBody(call.world, app, processOn(call, app), call.now))
    },
  },
]

/** `machineName` is on Azure's wire though not in its specification: it ties the metrics' `Instance` to this name. */
function instanceBody(world: World, app: AppState, process: Process, now: number) {
  const { instanceId, machine } = process.worker
  return {
    id: `${siteIdOf(app.spec)}/instances/${instanceId}`,
    name: instanceId,
    type: app.spec.slot === undefined ? 'Microsoft.Web/sites/instances' : 'Microsoft.Web/sites/slots/instances',
    properties: {
      state: stateOf(world, app, process, now),
      statusUrl: `https://${kuduHostOf(app)}/api/status?instance=${instanceId}`,
      detectorUrl: `https://${kuduHostOf(app)}/detectors?instance=${instanceId}`,
      consoleUrl: `https://${kuduHostOf(app)}/webssh/host?instance=${instanceId}`,
      healthCheckUrl:
        app.config.healthCheckPath === null ? null : `https://${hostOf(app)}${app.config.healthCheckPath}`,
      machineName: machine,
      containers: {},
    },
  }
}

function stateOf(world: World, app: AppState, process: Process, now: number): 'READY' | 'STOPPED' | 'UNKNOWN' {
  if (!app.enabled) return 'STOPPED'
  if (strainOn(world, app, process, now).lostAtFrontEnd > 0) return 'UNKNOWN'
  return takesRequests(app, process, now) ? 'READY' : 'UNKNOWN'
}
