import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import type { Finding, Window } from '../incident/finding.ts'
import type { Phrase } from '../incident/phrase.ts'

/** A look at one source. A new probe is one file here and one line in `index.ts`. */
export interface Probe {
  /** Kebab-case, the file's name. */
  readonly id: string
  /** After this long it counts as late; real time, since Azure's answers take real time. */
  readonly deadlineInMs: number
  /** The ARM actions it needs, for the message when one is missing. */
  readonly needs: readonly string[]
  /** The page of the Azure portal that shows the same. */
  portal?(target: Target): string
  /**
   * Throws `AzureError`, or `NotOffered` where the plan's tier has no such thing; never writes. Findings in a fixed
   * order for the same answers (L9). When the signal aborts, one that is made of parts hands in those that are there.
   */
  look(azure: ReadingAzure, target: Target, signal: AbortSignal): Promise<readonly Finding[] | Looked>
}

/** Findings, and what is missing beside them. */
export interface Looked {
  readonly findings: readonly Finding[]
  /** One a part that could not be had, in words: what, why, and what to do. */
  readonly gaps: readonly Phrase[]
}

export interface Target {
  readonly app: AppRef
  readonly window: Window
}

/** The plan's tier does not offer what was asked for: said on the card, and no failure. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered'
  readonly phrase: Phrase

  constructor(phrase: Phrase) {
    super(phrase.key)
    this.phrase = phrase
  }
}
