import type { TranslatableMessage } from '../../i18n/message.ts'
import type { Instant } from '../finding.ts'
import type { Person } from '../person.ts'

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
  | {
      readonly type: 'LeaseEnded'
      readonly action: string
      readonly how: 'returned' | 'left'
      readonly why?: TranslatableMessage
    }
