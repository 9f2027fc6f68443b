import { type Request, type Response, Router } from 'express'
import { labelOf } from '../estate/ids.ts'
import type { AppState } from '../physics/world.ts'
import { deployed, deploymentProperties } from '../routes/deployments.ts'
import { armError } from './arm-error.ts'
import { callerOf } from './identity.ts'
import { reply } from './reply.ts'
import type { Answer } from './route.ts'
import { nowIn, type State } from './state.ts'

/** The apps' Kudu (SCM) sites: the little of it that needs no file system. */
export function kuduRouter(state: State): Router {
  const router = Router()
  router.use((request: Request, response: Response) =>
    reply(state, request, response, { headers: {}, produce: () => answer(state, request) }),
  )
  return router
}

function answer(state: State, request: Request): Answer {
  const now = nowIn(state)
  callerOf(request.get('authorization'))
  const [label = ''] = (request.hostname ?? '').toLowerCase().split('.')
  const app = state.world.apps.find(({ spec }) => labelOf(spec) === label)
  const path = request.path.toLowerCase()
  if (app === undefined || request.method !== 'GET')
    throw armError(404, 'NotFound', `No ${request.method} ${path} here.`)
  switch (path) {
    case '/api/deployments':
      return { status: 200, body: deployed(app, now).map((one) => deploymentProperties(app, one, now)) }
    case '/api/environment':
      return { status: 200, body: { version: '102.10502.1', siteLastModified: new Date(app.changedAt).toISOString() } }
    case '/api/processes':
      return { status: 200, body: processesOf(app, now) }
    default:
      throw armError(404, 'NotFound', `No ${request.method} ${path} here.`)
  }
}

/** Kudu sees the instance it runs on: the first that stands. */
function processesOf(app: AppState, now: number) {
  const process = app.processes.find(({ bornAt, worker }) => bornAt <= now && worker.readyAt <= now)
  if (process === undefined) return []
  const href = `https://${labelOf(app.spec)}.scm.azurewebsites.net/api/processes/${process.pid}`
  return [{ id: process.pid, name: 'w3wp', href, machineName: process.worker.machine, is_scm_site: false }]
}
