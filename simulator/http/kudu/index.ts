import { type Request, type Response, Router } from 'express'
import { hostLabelOf } from '../../estate/estate-ids.ts'
import type { AppState, SimulatedProcess } from '../../physics/simulated-app.ts'
import type { SimulatedWorld } from '../../physics/simulated-world.ts'
import { publisherCredentialsOf } from '../../routes/sites/publishing.ts'
import { ArmError } from '../arm-error.ts'
import type { RouteAnswer } from '../arm-route.ts'
import { callerRights, clientObjectId, mayDo } from '../check-permission.ts'
import { type ReceivedRequest, toReceivedRequest } from '../received-request.ts'
import { replyUnderConditions } from '../reply-under-conditions.ts'
import { callerOf } from '../request-ids.ts'
import { advanceToNow, type SimulatorState } from '../simulator-state.ts'
import { isReadOnlyCommand, kuduCommandRoutes } from './commands/index.ts'
import { kuduDeploymentsRoutes } from './kudu-deployments.ts'
import { kuduEnvironmentRoutes } from './kudu-environment.ts'
import { kuduLogFilesRoutes } from './kudu-log-files.ts'
import { kuduLogStreamRoutes } from './kudu-log-stream.ts'
import { kuduProcessesRoutes } from './kudu-processes.ts'
import { type KuduRoute, kuduError } from './kudu-route.ts'
import { kuduVfsRoutes } from './kudu-vfs.ts'

/** The apps' Kudu (SCM) sites. */
export function kuduRouter(state: SimulatorState): Router {
  const router = Router()
  for (const route of kuduRoutes) {
    router[route.method](route.path, (request: Request, response: Response) => handle(state, request, response, route))
  }
  router.use((request: Request, response: Response) => handle(state, request, response, undefined))
  return router
}

/** All-or-nothing: whoever may publish may do everything here. */
const action = 'Microsoft.Web/sites/publish/Action'

async function handle(
  state: SimulatorState,
  request: Request,
  response: Response,
  route: KuduRoute | undefined,
): Promise<void> {
  const received = toReceivedRequest(request)
  recordKuduWrite(state, received)
  await replyUnderConditions(state, request, response, {
    headers: {},
    produce: () => produce(state, request, received, route),
  })
}

function produce(
  state: SimulatorState,
  request: Request,
  received: ReceivedRequest,
  route: KuduRoute | undefined,
): RouteAnswer {
  const now = advanceToNow(state)
  const app = appAt(state, request)
  if (received.authorization === undefined) throw unauthenticated()
  const caller = authenticate(state.world, app, received.authorization)
  const rights = callerRights(state.conditions, caller)
  if (!mayDo(rights, action))
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
    writeNumber: 0,
    app,
    process,
    activityLogLagInMs: 0,
    rights,
    isAllowed: () => true,
  })
  const affinity = `ARRAffinity=${process.worker.instanceId};Path=/;HttpOnly;Secure;SameSite=None`
  return { ...answer, headers: { 'Set-Cookie': affinity, ...answer.headers } }
}

/** By a bearer token, or by the name and password of the app's publishing profile, which stands for nobody. */
function authenticate(world: SimulatedWorld, app: AppState, authorization: string): string {
  const [scheme = '', text = ''] = authorization.split(' ')
  if (scheme.toLowerCase() !== 'basic') return callerOf(authorization)
  const { name, password } = publisherCredentialsOf(world, app)
  if (Buffer.from(text, 'base64').toString() !== `${name}:${password}`) throw unauthenticated()
  return clientObjectId
}

function unauthenticated(): Error {
  return new ArmError(401, '401 - Unauthorized: Access is denied due to invalid credentials.', {
    'WWW-Authenticate': 'Basic realm="site"',
  })
}

function appAt({ world }: SimulatorState, request: Request): AppState {
  const [label = ''] = (request.hostname ?? '').toLowerCase().split('.')
  const app = world.apps.find(({ spec }) => hostLabelOf(spec) === label)
  if (app === undefined) throw new ArmError(404, '404 Web Site not found.')
  return app
}

function instanceOf(app: AppState, request: Request, now: number): SimulatedProcess {
  const standing = app.processes.filter(({ worker }) => worker.readyAt <= now && now < worker.leavesAt)
  const [, wanted] = /ARRAffinity=([0-9a-f]+)/.exec(request.get('cookie') ?? '') ?? []
  const process = standing.find(({ worker }) => worker.instanceId === wanted) ?? standing[0]
  if (process === undefined) throw new ArmError(503, 'The service is unavailable.')
  return process
}

/** What is sent here to look is no change; everything else shows among the writes, so that a test finds it. */
function recordKuduWrite(state: SimulatorState, { method, path, query, body }: ReceivedRequest): void {
  if (method === 'GET' || method === 'HEAD' || isReadOnlyCommand(path, body)) return
  const at = state.world.tickedTo
  state.writes.push({ at, method, path, query, body, correlationId: '', clientRequestId: null, status: null })
}

/** Every Kudu operation that the simulator answers. */
const kuduRoutes: readonly KuduRoute[] = [
  ...kuduCommandRoutes,
  ...kuduEnvironmentRoutes,
  ...kuduDeploymentsRoutes,
  ...kuduProcessesRoutes,
  ...kuduLogFilesRoutes,
  ...kuduLogStreamRoutes,
  ...kuduVfsRoutes,
]
