import type { TranslatableMessage } from '../../i18n/message.ts'
import type { Instant } from '../finding.ts'
import type { Person } from '../person.ts'
import type { CapacityForecast } from './capacity-forecast.ts'

/** A step that goes back by itself after an agreed time. */
export type LeaseEvent =
  | { readonly type: 'LeaseStarted'; readonly action: string; readonly endsAt: Instant }
  | {
      readonly type: 'LeaseExtended'
      readonly action: string
      readonly endsAt: Instant
      readonly by: Person
      readonly person: string
    }
  /** People have been told that it ends soon. */
  | { readonly type: 'LeaseReminded'; readonly action: string }
  /** Its time is over, and it stays: going back would do harm, or nobody can tell. It is looked at again. */
  | {
      readonly type: 'LeaseHeld'
      readonly action: string
      readonly until: Instant
      readonly why: TranslatableMessage
      /** What goes on only as long as somebody wants it: past the longest time that the policy gives, or the budget. */
      readonly asks?: LeaseHoldLimit
      /** Absent where nothing could be foreseen. */
      readonly forecast?: CapacityForecast
    }
  | {
      readonly type: 'LeaseEnded'
      readonly action: string
      readonly how: 'returned' | 'left'
      readonly why?: TranslatableMessage
      /** Who keeps it for good; absent where it was nobody's wish. */
      readonly by?: Person
      /** Key of that person in the policy. */
      readonly person?: string
    }

export type LeaseHoldLimit = 'maximum' | 'budget'
