import type { ChatLogger } from '../chat-logger.ts'
import type { StartTimer } from '../start-timer.ts'

export type SendKind = 'post' | 'edit' | 'whisper'

/** How fast a platform takes messages, and what its failures mean. */
export interface SendingLimits {
  /** The platform's name, as the log and people read it. */
  readonly platform: string
  /** Each holds in every channel by itself. */
  readonly rates: readonly RateLimit[]
  /** What all channels together may edit; absent where the platform counts them with the rest. */
  readonly editRate?: RateLimit
  /** True where what failed would fail for messages of other kinds as well: they wait with it. */
  holdsAll(error: unknown): boolean
  /** Whether messages of this kind count and wait; what does not may overtake what does. */
  isRateLimited(kind: SendKind): boolean
  /** A message counts from when it was sent or from when the platform answered, which is later. */
  readonly countedFrom: 'sending' | 'answer'
  /** How long to wait before trying again; `undefined` where it would be in vain, or could double a message. */
  retryDelayInMs(error: unknown, kind: SendKind, tries: number): number | undefined
  /** True where what failed may have been done after all. */
  mayHaveArrived?(error: unknown): boolean
}

/** At most so many messages in so long. */
export interface RateLimit {
  readonly messages: number
  readonly inMs: number
}

export interface OutboxOptions {
  readonly limits: SendingLimits
  readonly now: () => number
  readonly after: StartTimer
  readonly log: Pick<ChatLogger, 'warn'>
  /** Told of every failure, before it is decided what to do. */
  readonly onFailure?: (error: unknown) => void
}

/** `again` is true where an earlier try may have been done after all. */
export type SendAttempt<T> = (again: boolean) => Promise<T>
