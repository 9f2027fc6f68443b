import { siteIdOf } from '../estate/ids.ts'
import { processOn, siteOf } from '../http/find.ts'
import { page } from '../http/paging.ts'
import { type Call, ok, type Route, sitePath } from '../http/route.ts'
import { isOpen } from '../physics/quota.ts'
import { strainOn } from '../physics/strain.ts'
import { takesRequests } from '../physics/tick.ts'
import type { AppState, Process } from '../physics/world.ts'
import { containersOf, lastErrorOf } from './containers.ts'
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
      const bodies = standing.map((process) => instanceBody(call, app, process))
      return ok(page(call, bodies, pageSize))
    },
  },
  {
    method: 'get',
    path: `${sitePath}/instances/:instance`,
    action,
    answer: (call) => {
      const app = siteOf(call)
      return ok(instanceBody(call, app, processOn(call, app)))
    },
  },
]

/** `machineName` is on Azure's wire though not in its specification: it ties the metrics' `Instance` to this name. */
function instanceBody(call: Call, app: AppState, process: Process) {
  const { instanceId, machine } = process.worker
  return {
    id: `${siteIdOf(app.spec)}/instances/${instanceId}`,
    name: instanceId,
    type: app.spec.slot === undefined ? 'Microsoft.Web/sites/instances' : 'Microsoft.Web/sites/slots/instances',
    properties: {
      state: stateOf(call, app, process),
      statusUrl: `https://${kuduHostOf(app)}/api/status?instance=${instanceId}`,
      detectorUrl: `https://${kuduHostOf(app)}/detectors?instance=${instanceId}`,
      consoleUrl: `https://${kuduHostOf(app)}/webssh/host?instance=${instanceId}`,
      healthCheckUrl:
        app.config.healthCheckPath === null ? null : `https://${hostOf(app)}${app.config.healthCheckPath}`,
      machineName: machine,
      containers: containersOf(call, app, process),
      ...lastErrorOf(call, app, process),
    },
  }
}

/** One that was unloaded is ready: it comes up for whoever comes first. */
function stateOf({ world, now }: Call, app: AppState, process: Process): 'READY' | 'STOPPED' | 'UNKNOWN' {
  if (!isOpen(app)) return 'STOPPED'
  if (process.isAsleep) return 'READY'
  if (strainOn(world, app, process, now).lostAtFrontEnd > 0) return 'UNKNOWN'
  return takesRequests(app, process, now) ? 'READY' : 'UNKNOWN'
}
