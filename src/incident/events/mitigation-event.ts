import type { TranslatableMessage } from '../../i18n/message.ts'
import type { ChatPlace } from '../chat-place.ts'
import type { StepRequest } from '../mitigation-plan.ts'
import type { Person } from '../person.ts'

/** A step that is asked for, and what came of it in Azure. */
export type MitigationEvent =
  | {
      readonly type: 'StepRequested'
      readonly action: string
      readonly request: StepRequest
      readonly by: Requester
      readonly leaseInMs?: number
      /** The action that it takes back. */
      readonly undoes?: string
    }
  | { readonly type: 'StepImpossible'; readonly action: string; readonly why: TranslatableMessage }
  /** The intent: committed before the write is sent. */
  | { readonly type: 'MitigationStarted'; readonly action: string; readonly correlationId: string }
  | {
      readonly type: 'MitigationAccepted'
      readonly action: string
      readonly operation?: string
      readonly azureCorrelationId?: string
    }
  | {
      readonly type: 'MitigationFinished'
      readonly action: string
      readonly outcome: 'done' | 'failed'
      readonly why?: TranslatableMessage
      /** True where it was found done in Azure after a crash or a lost answer. */
      readonly adopted?: boolean
      /** Who looked and said so, where Azure did not show it. */
      readonly toldBy?: Person
    }
  /** Another step of ours has taken it back. */
  | { readonly type: 'ActionUndone'; readonly action: string; readonly undo: string }
  /** An intent without a result: Azure is looked at, then people are asked; never sent again. */
  | { readonly type: 'MitigationDoubted'; readonly action: string; readonly why: TranslatableMessage }
  | { readonly type: 'DoubtHandedOver'; readonly action: string; readonly why: TranslatableMessage }

/** `lease` returns what an approved lease changed: by itself, or sooner where `person` may approve it and says so. */
export type Requester =
  | { readonly kind: 'person'; readonly person: Person; readonly place: ChatPlace }
  | { readonly kind: 'lease'; readonly of: string; readonly person?: Person }
