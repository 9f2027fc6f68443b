import type { ActivityEvent, World } from '../physics/world.ts'
import type { Identity } from './identity.ts'
import type { Received } from './received.ts'
import { type Answer, type Route, scopeOf } from './route.ts'
import type { State } from './state.ts'

interface Carried {
  readonly received: Received
  readonly identity: Identity
  readonly now: number
  readonly route: Route
  readonly caller: string
  readonly answer: Pick<Answer, 'status' | 'doneAt'>
}

/** Puts a write into the activity log: begun, accepted where it takes longer, and how it ended. */
export function noteActivity(world: World, carried: Carried): void {
  world.writeCount += 1
  const { received, identity, now, route, caller, answer } = carried
  const base = {
    write: world.writeCount,
    action: route.action,
    resourceId: scopeOf(route, received.path),
    caller,
    method: received.method,
    statusCode: answer.status,
    correlationId: identity.correlationId,
    clientRequestId: identity.clientRequestId ?? '',
  }
  const note = (status: ActivityEvent['status'], at: number) => world.activity.push({ ...base, status, at })
  note('Started', now)
  if (answer.status >= 400) note('Failed', now + 400)
  else if (answer.doneAt === undefined) note('Succeeded', now + 900)
  else {
    note('Accepted', now + 700)
    note('Succeeded', answer.doneAt)
  }
}

/** Completes the log of received writes once the answer is known. */
export function noteSettled(state: State, writeIndex: number | undefined, status: number): void {
  const write = writeIndex === undefined ? undefined : state.writes[writeIndex]
  if (write !== undefined && writeIndex !== undefined) state.writes[writeIndex] = { ...write, status }
}
