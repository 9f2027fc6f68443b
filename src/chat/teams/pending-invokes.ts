import { AsyncLocalStorage } from 'node:async_hooks'
import { isSamePerson, type Person } from '../../incident/person.ts'
import type { CardView } from '../../views/types.ts'
import type { StartTimer } from '../shared/start-timer.ts'
import type { AcceptedInput, ButtonClick } from '../types.ts'

/**
 * Channels of Teams have no messages for one person, but the answer to a click is shown to the clicker alone. So a
 * click is answered when the work on it says something privately, has finished, or has taken too long, whichever
 * comes first; what is said later goes the other way.
 */
export interface PendingInvokes {
  /** Does the work; resolves, once the click is durable, with what was said privately to the clicker. Never rejects. */
  during(click: ButtonClick, accept: () => Promise<AcceptedInput>): Promise<InvokeOutcome>
  /** True where the answer to a click that is being worked on takes it. */
  tryAnswer(person: Person, view: CardView): boolean
}

export type InvokeOutcome =
  | { readonly is: 'said'; readonly view: CardView }
  | { readonly is: 'done' }
  | { readonly is: 'working' }
  | { readonly is: 'failed'; readonly error: unknown }

/** Teams gives 10 s; people give less. */
const maxInvokeWaitInMs = 2_500

interface PendingInvoke {
  readonly person: Person
  settle: ((outcome: InvokeOutcome) => void) | undefined
}

export const createPendingInvokes = (after: StartTimer): PendingInvokes => {
  // Follows the work through its awaits, so that two clicks of one person never get each other's answers.
  const storage = new AsyncLocalStorage<PendingInvoke>()

  return {
    during: (click, accept) =>
      new Promise((resolve) => {
        let callOff: () => void = () => undefined
        const open: PendingInvoke = {
          person: click.person,
          settle: (outcome) => {
            open.settle = undefined
            callOff()
            resolve(outcome)
          },
        }
        storage
          .run(open, accept)
          .then(({ handled }) => {
            // Whoever clicked hears that we have it when we do (L6).
            if (open.settle !== undefined) callOff = after(maxInvokeWaitInMs, () => open.settle?.({ is: 'working' }))
            return handled
          })
          .then(() => open.settle?.({ is: 'done' }))
          .catch((error: unknown) => open.settle?.({ is: 'failed', error }))
      }),
    tryAnswer: (person, view) => {
      const open = storage.getStore()
      if (open?.settle === undefined || !isSamePerson(open.person, person)) return false
      open.settle({ is: 'said', view })
      return true
    },
  }
}
