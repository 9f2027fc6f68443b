import { type Request, type Response, Router } from 'express'
import { routes } from '../routes/index.ts'
import { noteActivity, noteSettled } from './activity.ts'
import { ArmError, armError } from './arm-error.ts'
import { callerOf, type Identity, identify } from './identity.ts'
import { checkPermission, isDenied } from './permissions.ts'
import { type Received, receive } from './received.ts'
import { reply } from './reply.ts'
import { type Answer, type Route, scopeOf } from './route.ts'
import { nowIn, type State } from './state.ts'
import { type Kind, tooMany } from './throttle.ts'

/** The resource manager: every route of `routes/`, and Azure's answer to what is none. */
export function armRouter(state: State): Router {
  const router = Router()
  for (const route of routes) {
    router[route.method](route.path, (request: Request, response: Response) => handle(state, request, response, route))
  }
  router.use((request: Request, response: Response) => handle(state, request, response, undefined))
  return router
}

async function handle(state: State, request: Request, response: Response, route: Route | undefined): Promise<void> {
  const now = nowIn(state)
  const received = receive(request)
  const identity = identify(received, state.world.seed, now)
  const writeIndex = isChange(route, received) ? logWrite(state, received, identity, now) : undefined
  await reply(state, request, response, {
    headers: { ...identity.headers },
    produce: () => produce({ state, received, identity, now, route, writeIndex }),
    settled: (status) => noteSettled(state, writeIndex, status),
  })
}

interface Handling {
  readonly state: State
  readonly received: Received
  readonly identity: Identity
  readonly now: number
  readonly route: Route | undefined
  readonly writeIndex: number | undefined
}

/** In Azure's order: who are you, are you too fast, does it exist, may you, and only then what. */
function produce(handling: Handling): Answer {
  const { state, received, now, route, writeIndex } = handling
  const caller = callerOf(received.authorization)
  const kind: Kind = writeIndex === undefined ? 'reads' : 'writes'
  const left = takeToken(state, kind, now)
  if (received.query['api-version'] === undefined) {
    throw armError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    )
  }
  if (route === undefined) {
    throw armError(
      404,
      'InvalidResourceType',
      `The resource type could not be found for ${received.method} ${received.path}.`,
    )
  }
  const answer = carryOut({ ...handling, route, caller })
  return { ...answer, headers: { ...answer.headers, [`x-ms-ratelimit-remaining-subscription-${kind}`]: String(left) } }
}

function carryOut(handling: Handling & { route: Route; caller: string }): Answer {
  const { state, received, identity, now, route, writeIndex, caller } = handling
  const event = { received, identity, now, route, caller }
  const denied = state.conditions.denied ?? []
  const nth = writeIndex === undefined ? 0 : state.world.writeCount + 1
  try {
    checkPermission(denied, route.action, scopeOf(route, received.path))
    const answer = route.answer({
      world: state.world,
      now,
      nth,
      path: received.path,
      params: received.params,
      query: received.query,
      body: received.body,
      conditions: state.conditions,
      activityLogLagInMs: state.conditions.activityLogLagInMs ?? 30_000,
      header: received.header,
      denied,
      may: (action) => !isDenied(denied, action),
    })
    if (writeIndex !== undefined) noteActivity(state.world, { ...event, answer })
    return answer
  } catch (error) {
    if (writeIndex !== undefined && error instanceof ArmError) noteActivity(state.world, { ...event, answer: error })
    throw error
  }
}

function takeToken(state: State, kind: Kind, now: number): number {
  const { throttled } = state.conditions
  if (throttled === true) throw tooMany(kind)
  if (typeof throttled === 'number' && throttled > 0) {
    state.conditions = { ...state.conditions, throttled: throttled - 1 }
    throw tooMany(kind)
  }
  return state.throttle.take(kind, now)
}

/** Reading POSTs are routes without changes; an unknown POST, PUT, PATCH or DELETE was meant to change something. */
function isChange(route: Route | undefined, { method }: Received): boolean {
  return route === undefined ? !['GET', 'HEAD', 'OPTIONS'].includes(method) : route.changes === true
}

function logWrite(state: State, received: Received, { correlationId, clientRequestId }: Identity, now: number): number {
  const { method, path, query, body } = received
  state.writes.push({ at: now, method, path, query, body, correlationId, clientRequestId, status: null })
  return state.writes.length - 1
}
