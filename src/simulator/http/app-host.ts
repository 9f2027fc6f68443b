import { type Request, type Response, Router } from 'express'
import { labelOf } from '../estate/ids.ts'
import { isOverQuota } from '../physics/quota.ts'
import { chance } from '../physics/random.ts'
import { frontEndGivesUpInMs } from '../physics/serve.ts'
import { strainOn } from '../physics/strain.ts'
import { takesRequests } from '../physics/tick.ts'
import type { AppState, Process, World } from '../physics/world.ts'
import { reply } from './reply.ts'
import type { Answer } from './route.ts'
import { nowIn, type State } from './state.ts'

const longestRealDelayInMs = 250

/** The apps themselves: what a visitor would get at this moment. */
export function appHostRouter(state: State): Router {
  const router = Router()
  router.use((request: Request, response: Response) => {
    const now = nowIn(state)
    const answer = visit(state.world, request, now)
    const simulatedInMs = Number(answer.headers?.['x-simulated-duration-ms'] ?? 0)
    const realInMs = Math.min(longestRealDelayInMs, simulatedInMs / (state.clock.speed ?? 1))
    return new Promise((done) => setTimeout(done, realInMs)).then(() =>
      reply(state, request, response, { headers: {}, produce: () => answer }),
    )
  })
  return router
}

function visit(world: World, request: Request, now: number): Answer {
  const [label = ''] = (request.hostname ?? '').toLowerCase().split('.')
  const app = world.apps.find(({ spec }) => labelOf(spec) === label)
  if (app === undefined) return page(404, '404 Web Site not found.', 12)
  if (!app.enabled) return page(403, 'Error 403 - This web app is stopped.', 9)
  if (isOverQuota(app)) return page(403, 'Error 403 - This web app has exceeded its quota and is stopped.', 9)
  return answerOf(world, app, request, now)
}

/** The same request within one tick gets the same answer, so that looking does not change what is seen. */
function answerOf(world: World, app: AppState, request: Request, now: number): Answer {
  const about = [labelOf(app.spec), request.path, world.tickedTo] as const
  const ready = app.processes.filter((process) => takesRequests(app, process, now))
  const inRotation = ready.filter(({ isInRotation }) => isInRotation)
  const process =
    affine(request, inRotation) ?? inRotation[Math.floor(chance(world.seed, 'balance', ...about) * inRotation.length)]
  if (process === undefined) return asleep(world, app, now) ?? page(503, 'The service is unavailable.', 30)
  if (chance(world.seed, 'front end', ...about) < strainOn(world, app, process, now).lostAtFrontEnd) {
    return page(503, 'The service is unavailable.', 1800)
  }
  if (strainOn(world, app, process, now).frozen) return page(502, 'The request timed out.', frontEndGivesUpInMs)
  const isWell = chance(world.seed, 'visit', ...about) >= process.last.errorRatio
  const isTurnedAway = process.queue >= app.spec.queueLimit && chance(world.seed, 'away', ...about) < 0.3
  const cookie = { 'Set-Cookie': `ARRAffinity=${process.worker.instanceId};Path=/;HttpOnly;Secure;SameSite=None` }
  if (isTurnedAway) return page(503, 'Service Unavailable: the request queue is full.', 20, cookie)
  if (app.config.healthCheckPath === request.path) return page(200, 'Healthy', 4, cookie)
  const durationInMs = Math.round(
    Math.max(20, process.last.responseInMs * (0.9 + 0.2 * chance(world.seed, 'took', ...about))),
  )
  return isWell
    ? page(200, `Welcome to ${app.spec.name}.`, durationInMs, cookie)
    : page(500, 'Server Error', durationInMs, cookie)
}

/** Whoever comes to an app that was unloaded waits until it is up. Looking wakes nobody: only the app's own visitors do. */
function asleep(world: World, app: AppState, now: number): Answer | undefined {
  const process = app.processes.find(({ isAsleep, wokenAt, readyAt }) => isAsleep || (wokenAt > 0 && readyAt > now))
  if (process === undefined) return undefined
  const upInMs = process.isAsleep ? strainOn(world, app, process, now).wakeInMs : process.readyAt - now
  return page(200, `Welcome to ${app.spec.name}.`, Math.round(upInMs))
}

function affine(request: Request, ready: readonly Process[]): Process | undefined {
  const [, instance] = /ARRAffinity=([0-9a-f]+)/.exec(request.get('cookie') ?? '') ?? []
  return ready.find(({ worker }) => worker.instanceId === instance)
}

function page(status: number, body: string, durationInMs: number, headers: Record<string, string> = {}): Answer {
  return {
    status,
    body,
    headers: { 'Content-Type': 'text/html', 'x-simulated-duration-ms': String(durationInMs), ...headers },
  }
}
