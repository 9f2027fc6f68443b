import { type Request, type Response, Router } from 'express'
import { hostLabelOf } from '../estate/estate-ids.ts'
import { isOverQuota } from '../physics/cpu-quota.ts'
import { faultEffectsOn } from '../physics/fault-effects.ts'
import { takesRequests } from '../physics/process-state.ts'
import { seededFraction } from '../physics/seeded-random.ts'
import { frontEndTimeoutInMs } from '../physics/serve-requests.ts'
import type { AppState, SimulatedProcess } from '../physics/simulated-app.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import { type VisitorRefusal, visitorRefusalOf } from '../physics/visitor-refusal.ts'
import type { NameCondition } from '../types.ts'
import type { RouteAnswer } from './arm-route.ts'
import { replyUnderConditions } from './reply-under-conditions.ts'
import { advanceToNow, type SimulatorState } from './simulator-state.ts'

const maxRealDelayInMs = 250

/** The apps themselves: what a visitor would get at this moment. */
export function appHostRouter(state: SimulatorState): Router {
  const router = Router()
  router.use((request: Request, response: Response) => {
    const now = advanceToNow(state)
    const answer = answerAtName(state, request, now)
    const simulatedInMs = Number(answer.headers?.['x-simulated-duration-ms'] ?? 0)
    const realInMs = Math.min(maxRealDelayInMs, simulatedInMs / (state.clock.speed ?? 1))
    return new Promise((done) => setTimeout(done, realInMs)).then(() =>
      replyUnderConditions(state, request, response, { headers: {}, produce: () => answer }),
    )
  })
  return router
}

export function appAtHost({ apps }: SimulatedWorld, host: string): AppState | undefined {
  const [label = ''] = host.split('.')
  return host.endsWith('.azurewebsites.net')
    ? apps.find(({ spec }) => hostLabelOf(spec) === label)
    : apps.find(({ hostNames }) => hostNames.includes(host))
}

/** What stands in the way to a name is told beside the answer; without a connection there is none. */
function answerAtName({ world, conditions }: SimulatorState, request: Request, now: number): RouteAnswer {
  const host = request.hostname.toLowerCase()
  const found = conditions.names?.[host] ?? conditionInFront(world, host, now)
  if (found === undefined) return answerVisit(world, request, now)
  const { answer: other, ...connection } = found
  const answer =
    found.failure !== undefined
      ? htmlPage(421, '', 5)
      : other === undefined
        ? answerVisit(world, request, now)
        : htmlPage(other.status, '', 20, other.headers)
  return { ...answer, headers: { ...answer.headers, 'x-simulated-connection': JSON.stringify(connection) } }
}

function conditionInFront({ faults }: SimulatedWorld, host: string, now: number): NameCondition | undefined {
  const active = faults.find(({ fault }) => fault.hostNames?.includes(host))
  return active?.fault.inFront?.({ now, onset: active.onset })
}

function answerVisit(world: SimulatedWorld, request: Request, now: number): RouteAnswer {
  const app = appAtHost(world, request.hostname.toLowerCase())
  if (app === undefined) return htmlPage(404, '404 Web Site not found.', 12)
  if (!app.enabled) return htmlPage(403, 'Error 403 - This web app is stopped.', 9)
  if (isOverQuota(app)) return htmlPage(403, 'Error 403 - This web app has exceeded its quota and is stopped.', 9)
  const refusal = visitorRefusalOf(app)
  return refusal === undefined ? answerOf(world, app, request, now) : answerInItsPlace(refusal)
}

/** Each marked as App Service marks it: nobody knows us here, and we are not signed in. */
function answerInItsPlace({ status }: VisitorRefusal): RouteAnswer {
  if (status === 403) return htmlPage(403, 'Error 403 - Forbidden', 6, { 'x-ms-forbidden-ip': '203.0.113.7' })
  const mark = { 'x-ms-middleware-request-id': '00000000-0000-0000-0000-000000000000' }
  if (status === 401) return htmlPage(401, 'You do not have permission to view this directory or page.', 8, mark)
  const location = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize'
  return htmlPage(302, '', 8, { ...mark, Location: location })
}

/** The same request within one tick gets the same answer, so that looking does not change what is seen. */
function answerOf(world: SimulatedWorld, app: AppState, request: Request, now: number): RouteAnswer {
  const about = [hostLabelOf(app.spec), request.path, world.tickedTo] as const
  const ready = app.processes.filter((process) => takesRequests(app, process, now))
  const inRotation = ready.filter(({ isInRotation }) => isInRotation)
  const process =
    affineProcess(request, inRotation) ??
    inRotation[Math.floor(seededFraction(world.seed, 'balance', ...about) * inRotation.length)]
  if (process === undefined)
    return answerWhileUnloaded(world, app, now) ?? htmlPage(503, 'The service is unavailable.', 30)
  if (seededFraction(world.seed, 'front end', ...about) < faultEffectsOn(world, app, process, now).lostAtFrontEnd) {
    return htmlPage(503, 'The service is unavailable.', 1800)
  }
  if (faultEffectsOn(world, app, process, now).frozen)
    return htmlPage(502, 'The request timed out.', frontEndTimeoutInMs)
  const isWell = seededFraction(world.seed, 'visit', ...about) >= process.last.errorRatio
  const isTurnedAway = process.queue >= app.spec.queueLimit && seededFraction(world.seed, 'away', ...about) < 0.3
  const cookie = { 'Set-Cookie': `ARRAffinity=${process.worker.instanceId};Path=/;HttpOnly;Secure;SameSite=None` }
  if (isTurnedAway) return htmlPage(503, 'Service Unavailable: the request queue is full.', 20, cookie)
  if (app.config.healthCheckPath === request.path) {
    return faultEffectsOn(world, app, process, now).failsHealthCheck
      ? htmlPage(503, 'Unhealthy', 40, cookie)
      : htmlPage(200, 'Healthy', 4, cookie)
  }
  if (seededFraction(world.seed, 'role', ...about) < faultEffectsOn(world, app, process, now).forbiddenRatio)
    return htmlPage(403, 'You may not see this page.', 12, cookie)
  const durationInMs = Math.round(
    Math.max(20, process.last.responseInMs * (0.9 + 0.2 * seededFraction(world.seed, 'took', ...about))),
  )
  return isWell
    ? htmlPage(200, `Welcome to ${app.spec.name}.`, durationInMs, cookie)
    : htmlPage(500, 'Server Error', durationInMs, cookie)
}

/** Whoever comes to an app that was unloaded waits until it is up. Looking wakes nobody: only the app's own visitors do. */
function answerWhileUnloaded(world: SimulatedWorld, app: AppState, now: number): RouteAnswer | undefined {
  const process = app.processes.find(({ isAsleep, wokenAt, readyAt }) => isAsleep || (wokenAt > 0 && readyAt > now))
  if (process === undefined) return undefined
  const upInMs = process.isAsleep ? faultEffectsOn(world, app, process, now).wakeInMs : process.readyAt - now
  return htmlPage(200, `Welcome to ${app.spec.name}.`, Math.round(upInMs))
}

function affineProcess(request: Request, ready: readonly SimulatedProcess[]): SimulatedProcess | undefined {
  const [, instance] = /ARRAffinity=([0-9a-f]+)/.exec(request.get('cookie') ?? '') ?? []
  return ready.find(({ worker }) => worker.instanceId === instance)
}

function htmlPage(
  status: number,
  body: string,
  durationInMs: number,
  headers: Record<string, string> = {},
): RouteAnswer {
  return {
    status,
    body,
    headers: { 'Content-Type': 'text/html', 'x-simulated-duration-ms': String(durationInMs), ...headers },
  }
}
