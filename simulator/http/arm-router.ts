import { type Request, type Response, Router } from 'express'
import { armRoutes } from '../routes/index.ts'
import { ArmError, armError } from './arm-error.ts'
import { type ArmRoute, actionScopeOf, type RouteAnswer } from './arm-route.ts'
import { callerRights, checkPermission, mayDo } from './check-permission.ts'
import { type ReceivedRequest, toReceivedRequest } from './received-request.ts'
import { recordActivity, recordWriteStatus } from './record-activity.ts'
import { replyUnderConditions } from './reply-under-conditions.ts'
import { callerOf, type RequestIds, requestIdsOf } from './request-ids.ts'
import { type RequestKind, throttledError } from './request-throttle.ts'
import { advanceToNow, type SimulatorState } from './simulator-state.ts'

/** The resource manager: every route of `routes/`, and Azure's answer to what is none. */
export function armRouter(state: SimulatorState): Router {
  const router = Router()
  for (const route of armRoutes) {
    router[route.method](route.path, (request: Request, response: Response) => handle(state, request, response, route))
  }
  router.use((request: Request, response: Response) => handle(state, request, response, undefined))
  return router
}

async function handle(
  state: SimulatorState,
  request: Request,
  response: Response,
  route: ArmRoute | undefined,
): Promise<void> {
  const now = advanceToNow(state)
  const received = toReceivedRequest(request)
  const ids = requestIdsOf(received, state.world.seed, now)
  const writeIndex = isChange(route, received) ? logWrite(state, received, ids, now) : undefined
  await replyUnderConditions(state, request, response, {
    headers: { ...ids.headers },
    produce: () => produce({ state, received, ids, now, route, writeIndex }),
    settled: (status) => recordWriteStatus(state, writeIndex, status),
  })
}

interface Handling {
  readonly state: SimulatorState
  readonly received: ReceivedRequest
  readonly ids: RequestIds
  readonly now: number
  readonly route: ArmRoute | undefined
  readonly writeIndex: number | undefined
}

/** In Azure's order: who are you, are you too fast, does it exist, may you, and only then what. */
function produce(handling: Handling): RouteAnswer {
  const { state, received, now, route, writeIndex } = handling
  const caller = callerOf(received.authorization)
  const kind: RequestKind = writeIndex === undefined ? 'reads' : 'writes'
  const tokensLeft = takeThrottleToken(state, kind, now)
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
  const answer = runRoute({ ...handling, route, caller })
  return {
    ...answer,
    headers: { ...answer.headers, [`x-ms-ratelimit-remaining-subscription-${kind}`]: String(tokensLeft) },
  }
}

function runRoute(handling: Handling & { route: ArmRoute; caller: string }): RouteAnswer {
  const { state, received, ids, now, route, writeIndex, caller } = handling
  const event = { received, ids, now, route, caller }
  const rights = callerRights(state.conditions, caller)
  const writeNumber = writeIndex === undefined ? 0 : state.world.writeCount + 1
  try {
    checkPermission(rights, caller, { action: route.action, scope: actionScopeOf(route, received.path) })
    const answer = route.answer({
      world: state.world,
      now,
      writeNumber,
      path: received.path,
      params: received.params,
      query: received.query,
      body: received.body,
      conditions: state.conditions,
      activityLogLagInMs: state.conditions.activityLogLagInMs ?? 30_000,
      header: received.header,
      rights,
      isAllowed: (action) => mayDo(rights, action),
    })
    if (writeIndex !== undefined) recordActivity(state.world, { ...event, answer })
    return answer
  } catch (error) {
    if (writeIndex !== undefined && error instanceof ArmError) recordActivity(state.world, { ...event, answer: error })
    throw error
  }
}

function takeThrottleToken(state: SimulatorState, kind: RequestKind, now: number): number {
  const { throttled } = state.conditions
  if (throttled === true) throw throttledError(kind)
  if (typeof throttled === 'number' && throttled > 0) {
    state.conditions = { ...state.conditions, throttled: throttled - 1 }
    throw throttledError(kind)
  }
  return state.throttle.take(kind, now)
}

/** Reading POSTs are routes without changes; an unknown POST, PUT, PATCH or DELETE was meant to change something. */
function isChange(route: ArmRoute | undefined, { method }: ReceivedRequest): boolean {
  return route === undefined ? !['GET', 'HEAD', 'OPTIONS'].includes(method) : route.changes === true
}

function logWrite(
  state: SimulatorState,
  received: ReceivedRequest,
  { correlationId, clientRequestId }: RequestIds,
  now: number,
): number {
  const { method, path, query, body } = received
  state.writes.push({ at: now, method, path, query, body, correlationId, clientRequestId, status: null })
  return state.writes.length - 1
}
