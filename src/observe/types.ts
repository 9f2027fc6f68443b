import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import type { Finding, Window } from '../incident/finding.ts'

/** A look at one source. A new probe is one file here and one line in `index.ts`. */
export interface Probe {
  /** Kebab-case, the file's name. */
  readonly id: string
  /** After this long it counts as late; real time, since Azure's answers take real time. */
  readonly deadlineInMs: number
  /** The ARM actions it needs, for the message when one is missing. */
  readonly needs: readonly string[]
  /** Throws `AzureError`; never writes. Findings in a fixed order for the same answers (L9). */
  look(azure: ReadingAzure, target: Target, signal: AbortSignal): Promise<readonly Finding[]>
}

export interface Target {
  readonly app: AppRef
  readonly window: Window
}
