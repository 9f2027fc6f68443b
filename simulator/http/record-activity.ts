import type { ActivityEvent, SimulatedWorld } from '../physics/simulated-world.ts'
import { type ArmRoute, actionScopeOf, type RouteAnswer } from './arm-route.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { RequestIds } from './request-ids.ts'
import type { SimulatorState } from './simulator-state.ts'

interface HandledWrite {
  readonly received: ReceivedRequest
  readonly ids: RequestIds
  readonly now: number
  readonly route: ArmRoute
  readonly caller: string
  readonly answer: Pick<RouteAnswer, 'status' | 'doneAt'>
}

/** Puts a write into the activity log: its start, its acceptance where it takes longer, and its end. */
export function recordActivity(world: SimulatedWorld, handled: HandledWrite): void {
  world.writeCount += 1
  const { received, ids, now, route, caller, answer } = handled
  const base = {
    write: world.writeCount,
    action: route.action,
    resourceId: actionScopeOf(route, received.path),
    caller,
    method: received.method,
    statusCode: answer.status,
    correlationId: ids.correlationId,
    clientRequestId: ids.clientRequestId ?? '',
  }
  const record = (status: ActivityEvent['status'], at: number) => world.activity.push({ ...base, status, at })
  record('Started', now)
  if (answer.status >= 400) record('Failed', now + 400)
  else if (answer.doneAt === undefined) record('Succeeded', now + 900)
  else {
    record('Accepted', now + 700)
    record('Succeeded', answer.doneAt)
  }
}

/** Completes the log of received writes once the answer is known. */
export function recordWriteStatus(state: SimulatorState, writeIndex: number | undefined, status: number): void {
  const write = writeIndex === undefined ? undefined : state.writes[writeIndex]
  if (write !== undefined && writeIndex !== undefined) state.writes[writeIndex] = { ...write, status }
}
