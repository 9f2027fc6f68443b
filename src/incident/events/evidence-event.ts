import type { TranslatableMessage } from '../../i18n/message.ts'
import type { ChatPlace } from '../chat-place.ts'
import type { Instant } from '../finding.ts'
import type { Person } from '../person.ts'

/** What was collected of the app, and what was written about it. */
export type EvidenceEvent =
  | { readonly type: 'CollectionStarted'; readonly collectors: readonly string[]; readonly by?: Person }
  | { readonly type: 'EvidenceCollected'; readonly evidence: EvidenceItem }
  | { readonly type: 'CollectionFailed'; readonly collector: string; readonly why: TranslatableMessage }
  /** The text for Microsoft's support is asked for, and not written yet. */
  | { readonly type: 'SupportTextRequested'; readonly by: Person }
  | { readonly type: 'SupportTextWritten'; readonly file: KeptFile }
  | FileLinkGiven
  | FileOpened

/** Somebody was given a way to a file: for them alone, once, and not for long. */
export interface FileLinkGiven {
  readonly type: 'FileLinkGiven'
  /** SHA-256 of the token in the link, in hex: the token itself is nowhere. */
  readonly link: string
  /** Id of the file in the store, or `report`. */
  readonly file: string
  readonly fileName: string
  readonly by: Person
  readonly place: ChatPlace
  readonly expiresAt: Instant
}

/** It was used, and is good for nothing any more. */
export interface FileOpened {
  readonly type: 'FileOpened'
  readonly link: string
  readonly fileName: string
  readonly by: Person
}

/** A file of the incident, whole in the store before the journal names it. */
export interface KeptFile {
  readonly id: string
  /** The collector or the step that took it; absent where the incident itself was written down. */
  readonly collector?: string
  readonly fileName: string
  readonly contentType: string
  readonly sizeInBytes: number
  /** Hex. */
  readonly sha256: string
  /** What is missing in it, and why. */
  readonly gap?: TranslatableMessage
}

export interface EvidenceItem extends KeptFile {
  readonly collector: string
}
