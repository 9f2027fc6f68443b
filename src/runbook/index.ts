import type { Input } from '../chat/types.ts'
import type { Person } from '../incident/person.ts'
import type { Place } from '../incident/place.ts'
import type { StepRequest } from '../incident/plan.ts'
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
  /** Picks up what was left at the last stop or crash; resolves to the number of incidents. */
  resume(): Promise<number>
  /** Resolves when no input is being handled and no effect is under way. */
  idle(): Promise<void>
  stop(): void
}

export const createRunbook = (parts: Parts): Runbook => {
  const reactor = createReactor(parts)
  const handle = createHandle(parts, reactor)
  const inHand = new Set<Promise<void>>()
  return {
    handle: (input) => {
      const handled = handle(input).finally(() => inHand.delete(handled))
      inHand.add(handled)
      return handled
    },
    request: async (incident, { person, place }, request) => {
      const by = { kind: 'person', person, place } as const
      const action = newAction(parts, incident)
      const asked = await reactor.ledger.commit(incident, { type: 'RequestStep', action, request, by })
      if (asked.is === 'done') reactor.touched(asked.incident)
    },
    resume: () => resume(parts.journal, reactor),
    idle: async () => {
      do {
        await Promise.all(inHand)
        await reactor.idle()
      } while (inHand.size > 0)
    },
    stop: reactor.stop,
  }
}
