import { AsyncLocalStorage } from 'node:async_hooks'
import { type Person, samePerson } from '../../incident/person.ts'
import type { View } from '../../views/types.ts'
import type { Click } from '../types.ts'
import type { After } from './options.ts'

/**
 * Channels of Teams have no messages for one person, but the answer to a click is shown to the clicker alone. So a
 * click is answered when the work on it says something privately, has finished, or has taken too long, whichever
 * comes first; what is said later goes the other way.
 */
export interface Invokes {
  /** Does the work; resolves with what was said privately to the clicker meanwhile. Never rejects. */
  during(click: Click, work: () => Promise<void>): Promise<Outcome>
  /** True where the answer to a click that is being worked on takes it. */
  take(person: Person, view: View): boolean
}

export type Outcome =
  | { readonly is: 'said'; readonly view: View }
  | { readonly is: 'done' }
  | { readonly is: 'working' }
  | { readonly is: 'failed'; readonly error: unknown }

/** Teams gives 10 s; people give less. */
const waitInMs = 2_500

interface Open {
  readonly person: Person
  settle: ((outcome: Outcome) => void) | undefined
}

export const createInvokes = (after: After): Invokes => {
  // Follows the work through its awaits, so that two clicks of one person never get each other's answers.
  const storage = new AsyncLocalStorage<Open>()

  return {
    during: (click, work) =>
      new Promise((resolve) => {
        const open: Open = {
          person: click.person,
          settle: (outcome) => {
            open.settle = undefined
            callOff()
            resolve(outcome)
          },
        }
        const callOff = after(waitInMs, () => open.settle?.({ is: 'working' }))
        storage
          .run(open, work)
          .then(() => open.settle?.({ is: 'done' }))
          .catch((error: unknown) => open.settle?.({ is: 'failed', error }))
      }),
    take: (person, view) => {
      const open = storage.getStore()
      if (open?.settle === undefined || !samePerson(open.person, person)) return false
      open.settle({ is: 'said', view })
      return true
    },
  }
}
