import type { Alert, Taken } from '../alerts/types.ts'
import type { Input } from '../chat/types.ts'
import type { Person } from '../incident/person.ts'
import type { Place } from '../incident/place.ts'
import type { StepRequest } from '../incident/plan.ts'
import { createActs } from './acts.ts'
import { createAlertTaker } from './alert.ts'
import { createDesk } from './desk.ts'
import { createHandle } from './handle.ts'
import { newAction } from './looking.ts'
import { createReactor } from './react.ts'
import { resume } from './resume.ts'
import type { Parts } from './types.ts'

export interface Runbook {
  /** Never rejects; resolves when the input has been decided and journaled, not when its effects are done. */
  handle(input: Input): Promise<void>
  /** Somebody whom the caller has authenticated asks for a step, any of the list; from here on it goes as in words. */
  request(incident: string, from: { readonly person: Person; readonly place: Place }, step: StepRequest): Promise<void>
  /** An alert of Azure Monitor; resolves when it is journaled, rejects where it could not be. */
  alert(alert: Alert): Promise<Taken>
  /** Picks up what was left at the last stop or crash; resolves to the number of incidents. */
  resume(): Promise<number>
  /** Resolves when no input is being handled and no effect is under way. */
  idle(): Promise<void>
  stop(): void
}

export const createRunbook = (parts: Parts): Runbook => {
  const reactor = createReactor(parts)
  const desk = createDesk(parts, reactor)
  const acts = createActs(parts, reactor, desk)
  const handle = createHandle(parts, reactor, desk, acts)
  const takeAlert = createAlertTaker(parts, reactor, desk, acts)
  const inHand = new Set<Promise<unknown>>()
  const during = <Result>(work: Promise<Result>): Promise<Result> => {
    const tracked: Promise<Result> = work.finally(() => inHand.delete(tracked))
    inHand.add(tracked)
    return tracked
  }
  return {
    handle: (input) => during(handle(input)),
    alert: (alert) => during(takeAlert(alert)),
    request: async (incident, { person, place }, request) => {
      const by = { kind: 'person', person, place } as const
      const action = newAction(parts, incident)
      const asked = await reactor.ledger.commit(incident, { type: 'RequestStep', action, request, by })
      if (asked.is === 'done') reactor.touched(asked.incident)
    },
    resume: () => resume(parts.journal, reactor),
    idle: async () => {
      do {
        await Promise.allSettled(inHand)
        await reactor.idle()
      } while (inHand.size > 0)
    },
    stop: reactor.stop,
  }
}
