import { hostLabelOf, siteIdOf } from '../../estate/estate-ids.ts'
import { armError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findProcess, findSite } from '../../http/find-resource.ts'
import { killProcess } from '../../physics/app-writes.ts'
import type { AppState, SimulatedProcess } from '../../physics/simulated-app.ts'
import { writeMomentOf } from '../sites/site-actions.ts'
import { processBodyOf, type ShownProcess, scmPidOf, threadBodiesOf } from './process-body.ts'

const instance = `${sitePath}/instances/:instance`
const read = 'Microsoft.Web/sites/instances/processes/read'

export const processesRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${instance}/processes`,
    action: read,
    answer: (call) => {
      const { app, process } = found(call)
      const pids = isListed(app, process, call.now) ? [process.pid, scmPidOf(process)] : [scmPidOf(process)]
      return okAnswer({ value: pids.map((pid) => resource({ call, app, process, pid, full: false })), nextLink: null })
    },
  },
  {
    method: 'get',
    path: `${instance}/processes/:pid`,
    action: read,
    answer: (call) => {
      return okAnswer(resource({ call, ...withPid(call), full: true }))
    },
  },
  {
    method: 'get',
    path: `${instance}/processes/:pid/threads`,
    action: 'Microsoft.Web/sites/instances/processes/threads/read',
    answer: (call) => {
      const { app, process, pid } = withPid(call)
      return okAnswer({ value: threadBodiesOf(call, app, process, pid), nextLink: null })
    },
  },
  {
    method: 'delete',
    path: `${instance}/processes/:pid`,
    action: 'Microsoft.Web/sites/instances/processes/delete',
    changes: true,
    answer: (call) => {
      const { app, process, pid } = withPid(call)
      if (pid === process.pid) killProcess(call.world, app, process, writeMomentOf(call))
      return { status: 204 }
    },
  },
]

function found(call: RouteCall): { app: AppState; process: SimulatedProcess } {
  const app = findSite(call)
  return { app, process: findProcess(call, app) }
}

function withPid(call: RouteCall): { app: AppState; process: SimulatedProcess; pid: number } {
  const { app, process } = found(call)
  const pid = Number(call.params.pid)
  const known = pid === scmPidOf(process) || (pid === process.pid && isListed(app, process, call.now))
  if (!known) throw armError(404, 'NotFound', `Process with pid ${call.params.pid} is not found.`)
  return { app, process, pid }
}

/** ARM goes on listing what was unloaded, held by its quota or never came up; Kudu (`isProcessAlive`) does not. */
function isListed(app: AppState, process: SimulatedProcess, now: number): boolean {
  return app.enabled && process.startedAt <= now
}

/** Real Kudu sends `id` and `name`; ARM's name is a path whose last part is the pid. */
function resource(shown: ShownProcess) {
  const { app, process, pid } = shown
  const { instanceId } = process.worker
  return {
    id: `${siteIdOf(app.spec)}/instances/${instanceId}/processes/${pid}`,
    name: `${hostLabelOf(app.spec)}/${instanceId}/${pid}`,
    type: 'Microsoft.Web/sites/instances/processes',
    properties: processBodyOf(shown),
  }
}
