import type { ReadingAzure } from '../azure/types.ts'
import type { TranslatableMessage } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Finding, ProbeTraits, TimeWindow } from '../incident/finding.ts'

/** A look at one source. A new probe is one file here and one line in `index.ts`. */
export interface Probe extends ProbeTraits {
  /** After this long it counts as late; real time, since Azure's answers take real time. */
  readonly deadlineInMs: number
  /** The ARM actions it needs, for the message when one is missing. */
  readonly needs: readonly string[]
  /** The page of the Azure portal that shows the same. */
  portal(target: ObservationTarget): string
  /**
   * Throws `AzureError`, or `NotOffered` where the plan's tier has no such thing; never writes. Findings in a fixed
   * order for the same answers (L9). When the signal aborts, one that is made of parts hands in those that are there.
   */
  observe(
    azure: ReadingAzure,
    target: ObservationTarget,
    signal: AbortSignal,
  ): Promise<readonly Finding[] | ProbeOutput>
}

/** Findings, and what is missing beside them. */
export interface ProbeOutput {
  readonly findings: readonly Finding[]
  /** One a part that could not be had, in words: what, why, and what to do. */
  readonly gaps: readonly TranslatableMessage[]
}

export interface ObservationTarget {
  readonly app: AppRef
  readonly window: TimeWindow
  /** What people told, where somebody did: it decides what is asked first where not all can be. */
  readonly reported?: Reported
  /** Minutes to be looked at too, known once the look back is in: those around an onset that is older than the window. */
  readonly around?: Promise<TimeWindow | undefined>
  /** True where the window ended long ago: what has no history (instances, processes, our own request) is not asked. */
  readonly isPast?: true
}

export interface Reported {
  readonly symptom?: Symptom
  /** HTTP status codes. */
  readonly codes?: readonly number[]
}

/** What was asked for is not to be had here (the plan's tier, a private app): said on the card, and no failure. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered'
  readonly phrase: TranslatableMessage

  constructor(phrase: TranslatableMessage) {
    super(phrase.key)
    this.phrase = phrase
  }
}
