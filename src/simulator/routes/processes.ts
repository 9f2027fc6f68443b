import { labelOf, siteIdOf } from '../estate/ids.ts'
import { armError } from '../http/arm-error.ts'
import { processOn, siteOf } from '../http/find.ts'
import { type Call, ok, type Route, sitePath } from '../http/route.ts'
import type { AppState, Process } from '../physics/world.ts'
import { killProcess } from '../physics/writes.ts'
import { processBody, scmPid, threadBodies } from './process-body.ts'
import { momentOf } from './site-actions.ts'

const instance = `${sitePath}/instances/:instance`
const read = 'Microsoft.Web/sites/instances/processes/read'

export const processes: readonly Route[] = [
  {
    method: 'get',
    path: `${instance}/processes`,
    action: read,
    answer: (call) => {
      const { app, process } = found(call)
      const pids = isAlive(app, process, call.now) ? [process.pid, scmPid(process)] : [scmPid(process)]
      return ok({ value: pids.map((pid) => resource(call, app, process, pid, false)), nextLink: null })
    },
  },
  {
    method: 'get',
    path: `${instance}/processes/:pid`,
    action: read,
    answer: (call) => {
      const { app, process, pid } = withPid(call)
      return ok(resource(call, app, process, pid, true))
    },
  },
  {
    method: 'get',
    path: `${instance}/processes/:pid/threads`,
    action: 'Microsoft.Web/sites/instances/processes/threads/read',
    answer: (call) => {
      const { app, process, pid } = withPid(call)
      return ok({ value: threadBodies(call, app, process, pid), nextLink: null })
    },
  },
  {
    method: 'delete',
    path: `${instance}/processes/:pid`,
    action: 'Microsoft.Web/sites/instances/processes/delete',
    changes: true,
    answer: (call) => {
      const { app, process, pid } = withPid(call)
      if (pid === process.pid) killProcess(call.world, app, process, momentOf(call))
      return { status: 204 }
    },
  },
]

function found(call: Call): { app: AppState; process: Process } {
  const app = siteOf(call)
  return { app, process: processOn(call, app) }
}

function withPid(call: Call): { app: AppState; process: Process; pid: number } {
  const { app, process } = found(call)
  const pid = Number(call.params.pid)
  const known = pid === scmPid(process) || (pid === process.pid && isAlive(app, process, call.now))
  if (!known) throw armError(404, 'NotFound', `Process with pid ${call.params.pid} is not found.`)
  return { app, process, pid }
}

function isAlive(app: AppState, process: Process, now: number): boolean {
  return app.enabled && process.bornAt <= now
}

/** Real Kudu sends `id` and `name`; ARM's name is a path whose last part is the pid. */
function resource(call: Call, app: AppState, process: Process, pid: number, full: boolean) {
  const { instanceId } = process.worker
  return {
    id: `${siteIdOf(app.spec)}/instances/${instanceId}/processes/${pid}`,
    name: `${labelOf(app.spec)}/${instanceId}/${pid}`,
    type: 'Microsoft.Web/sites/instances/processes',
    properties: processBody({ call, app, process, pid, full }),
  }
}
