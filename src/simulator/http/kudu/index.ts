import { type Request, type Response, Router } from 'express'
import { labelOf } from '../../estate/ids.ts'
import type { AppState, Process, World } from '../../physics/world.ts'
import { publisherOf } from '../../routes/publishing.ts'
import { ArmError } from '../arm-error.ts'
import { callerOf } from '../identity.ts'
import { isDenied } from '../permissions.ts'
import { type Received, receive } from '../received.ts'
import { reply } from '../reply.ts'
import type { Answer } from '../route.ts'
import { nowIn, type State } from '../state.ts'
import { isReadOnly } from './commands/index.ts'
import { type KuduRoute, kuduError } from './route.ts'
import { kuduRoutes } from './routes.ts'

/** The apps' Kudu (SCM) sites. */
export function kuduRouter(state: State): Router {
  const router = Router()
  for (const route of kuduRoutes) {
    router[route.method](route.path, (request: Request, response: Response) => handle(state, request, response, route))
  }
  router.use((request: Request, response: Response) => handle(state, request, response, undefined))
  return router
}

/** All-or-nothing: whoever may publish may do everything here. */
const action = 'Microsoft.Web/sites/publish/Action'

async function handle(state: State, request: Request, response: Response, route: KuduRoute | undefined): Promise<void> {
  const received = receive(request)
  noteChange(state, received)
  await reply(state, request, response, { headers: {}, produce: () => produce(state, request, received, route) })
}

function produce(state: State, request: Request, received: Received, route: KuduRoute | undefined): Answer {
  const now = nowIn(state)
  const app = appAt(state, request)
  if (received.authorization === undefined) throw unauthenticated()
  authenticate(state.world, app, received.authorization)
  const denied = state.conditions.denied ?? []
  if (isDenied(denied, action))
    throw new ArmError(403, 'Error 403 - Forbidden. You do not have permission to view this page.')
  if (route === undefined)
    throw kuduError(404, `No HTTP resource was found that matches the request URI '${received.path}'.`)
  const process = instanceOf(app, request, now)
  const answer = route.answer({
    ...received,
    world: state.world,
    state,
    conditions: state.conditions,
    now,
    nth: 0,
    app,
    process,
    activityLogLagInMs: 0,
    denied,
    may: () => true,
  })
  const affinity = `ARRAffinity=${process.worker.instanceId};Path=/;HttpOnly;Secure;SameSite=None`
  return { ...answer, headers: { 'Set-Cookie': affinity, ...answer.headers } }
}

/** A bearer token, or the name and password of the app's publishing profile. */
function authenticate(world: World, app: AppState, authorization: string): void {
  const [scheme = '', text = ''] = authorization.split(' ')
  if (scheme.toLowerCase() !== 'basic') return void callerOf(authorization)
  const { name, password } = publisherOf(world, app)
  if (Buffer.from(text, 'base64').toString() !== `${name}:${password}`) throw unauthenticated()
}

function unauthenticated(): Error {
  return new ArmError(401, '401 - Unauthorized: Access is denied due to invalid credentials.', {
    'WWW-Authenticate': 'Basic realm="site"',
  })
}

function appAt({ world }: State, request: Request): AppState {
  const [label = ''] = (request.hostname ?? '').toLowerCase().split('.')
  const app = world.apps.find(({ spec }) => labelOf(spec) === label)
  if (app === undefined) throw new ArmError(404, '404 Web Site not found.')
  return app
}

function instanceOf(app: AppState, request: Request, now: number): Process {
  const standing = app.processes.filter(({ worker }) => worker.readyAt <= now && now < worker.leavesAt)
  const [, wanted] = /ARRAffinity=([0-9a-f]+)/.exec(request.get('cookie') ?? '') ?? []
  const process = standing.find(({ worker }) => worker.instanceId === wanted) ?? standing[0]
  if (process === undefined) throw new ArmError(503, 'The service is unavailable.')
  return process
}

/** What is sent here to look is no change; everything else shows among the writes, so that a test finds it. */
function noteChange(state: State, { method, path, query, body }: Received): void {
  if (method === 'GET' || method === 'HEAD' || isReadOnly(path, body)) return
  const at = state.world.tickedTo
  state.writes.push({ at, method, path, query, body, correlationId: '', clientRequestId: null, status: null })
}
