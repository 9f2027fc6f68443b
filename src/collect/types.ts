import type { ReadingAzure } from '../azure/types.ts'
import type { TranslatableMessage } from '../i18n/message.ts'
import type { ObservationTarget } from '../observe/types.ts'
import type { Spoken } from '../text/spoken-terms.ts'

/** Evidence that is fetched and kept. A new collector is one file here and one line in `index.ts`. */
export interface Collector extends Spoken {
  /** Kebab-case, the file's name. */
  readonly id: string
  readonly deadlineInMs: number
  readonly needs: readonly string[]
  /** True where a restart would lose it: it is taken before any step that destroys evidence. */
  readonly lostByRestart: boolean
  /** What may stand in its file: Azure's own facts, what the app itself wrote, or the app's memory. */
  readonly holds: 'facts' | 'own-text' | 'memory'
  /** True of a text whose newest part comes first. */
  readonly isNewestFirst?: true
  /**
   * `by-itself` as soon as the app is known; `on-request` by a button; `with-approval`: it pauses the process, so it
   * is asked for, approved and journaled like a step.
   */
  readonly taken: 'by-itself' | 'on-request' | 'with-approval'
  /** `kudu` works only where the policy opts in: its permission is as good as contributor on the app. */
  readonly through: 'arm' | 'kudu'
  /** Only apps on this system have it; all where absent. */
  readonly os?: 'windows' | 'linux'
  /** True where it sends commands of the fixed list: the policy must opt in to those too. */
  readonly commands?: true
  /** Throws `AzureError`; never writes. Secrets already redacted (L5). */
  collect(azure: ReadingAzure, target: ObservationTarget, signal: AbortSignal): Promise<CollectedFile>
}

export interface CollectedFile {
  /** File name with its extension, safe to show. */
  readonly fileName: string
  readonly contentType: 'application/json' | 'text/plain' | 'application/zip' | 'application/octet-stream'
  /** Bytes, or a stream of them; what it throws makes the collection fail. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>
  /** What could not be had beside it, and why; the file is worth keeping without it. */
  readonly gap?: TranslatableMessage
  /** More is not kept; the store's own limit where absent. */
  readonly limitInBytes?: number
}
