import type { IncidentEvent } from '../incident/event.ts'
import type { Instant } from '../incident/finding.ts'
import type { StreamDeadline, StreamIndex } from '../incident/stream-index.ts'
import type { ChainFault } from './check-row.ts'

/** An event as it stands in the chain. */
export interface JournalEntry {
  /** Position in the whole chain, from 1, without gaps. */
  readonly seq: number
  /** The incident's id, or `DESK` for what belongs to none. */
  readonly stream: string
  /** Position in the stream, from 1. */
  readonly version: number
  readonly event: IncidentEvent
  readonly hash: string
}

/** What is written in one transaction. All of it or nothing. */
export interface AppendRequest {
  readonly stream: string
  /** Number of events that the stream must have; anything else is a conflict. */
  readonly expectedVersion: number
  readonly events: readonly IncidentEvent[]
  /** The platform input that caused it, kept so that a second delivery is known. */
  readonly input?: { readonly platform: string; readonly id: string }
  /** Replaces the stream's former one. */
  readonly index?: StreamIndex
  /** Taken with the events, or the append is refused with `busy`. */
  readonly claim?: { readonly owner: string; readonly keys: readonly string[] }
  /** Owner whose claims are given back. */
  readonly release?: string
}

export type AppendResult =
  /** With what was written, as `read` gives it. */
  | { readonly is: 'appended'; readonly version: number; readonly entries: readonly JournalEntry[] }
  | { readonly is: 'conflict' }
  | { readonly is: 'duplicate-input' }
  | { readonly is: 'busy'; readonly owner: string }

/** Whatever is found not to be as it was written throws `JournalBroken`, and from then on so does everything. */
export interface Journal {
  /** Throws `JournalError` where it can't be written: then nothing may run and nothing may be told as done (L4). */
  append(append: AppendRequest): Promise<AppendResult>
  /** Events of a stream in order; empty where there is none. */
  read(stream: string): Promise<readonly JournalEntry[]>
  /** True where this input was handled before. */
  wasInputSeen(platform: string, id: string): Promise<boolean>
  /** `INC-<n>`: the next free one; a race shows as a conflict on append. */
  nextIncidentId(): Promise<string>
  openStreams(): Promise<readonly string[]>
  /** The incidents that changed last, the latest first. */
  latestStreams(limit: number): Promise<readonly string[]>
  /** Open incidents of an app. */
  openIncidentsOf(appId: string): Promise<readonly string[]>
  /** Incidents of an app, closed ones too, newest first. */
  recentIncidentsOf(appId: string, limit: number): Promise<readonly string[]>
  /** Incidents of an app in which a step began to run, newest first. */
  incidentsWithStepsOf(appId: string, limit: number): Promise<readonly string[]>
  /** Incidents, newest first, that live in a place (`placeKey`). */
  incidentsInPlace(place: string, limit: number): Promise<readonly string[]>
  /** In the order of their times. */
  dueDeadlines(now: Instant): Promise<readonly { readonly stream: string; readonly deadline: StreamDeadline }[]>
  /** All entries in the order of the chain, a page at a time. */
  entries(afterSeq: number, limit: number): Promise<readonly JournalEntry[]>
  close(): Promise<void>
}

/** Inputs from when they are acknowledged until they are handled, so that a kill loses none (L6). */
export interface Inbox {
  /** Durable when it resolves; false where this one is there already. Throws `JournalError` where it can't be written. */
  add(input: Pick<InboxEntry, 'platform' | 'id' | 'data'>): Promise<boolean>
  /** What the last process left, in the order of arrival. What somebody else wrote is removed, and logged. */
  list(): Promise<readonly InboxEntry[]>
  countRetry(input: Pick<InboxEntry, 'platform' | 'id'>): Promise<void>
  remove(input: Pick<InboxEntry, 'platform' | 'id'>): Promise<void>
}

export interface InboxEntry {
  readonly platform: string
  /** The platform's own id of the input. */
  readonly id: string
  /** When it was acknowledged. */
  readonly at: Instant
  /** How many starts have handled it once more, and not come to the end. */
  readonly retries: number
  /** The input as JSON, secrets taken out. */
  readonly data: unknown
}

export interface StoredEvidence {
  readonly id: string
  readonly stream: string
  readonly fileName: string
  readonly contentType: string
  readonly sizeInBytes: number
  /** Hex. */
  readonly sha256: string
}

/** Bytes at hand, or a stream of them: a dump is larger than memory. */
export type EvidenceBody = Uint8Array | AsyncIterable<Uint8Array>

export interface NewEvidenceFile {
  readonly stream: string
  readonly fileName: string
  readonly contentType: string
  readonly body: EvidenceBody
  /** More than this is refused with `EvidenceTooLarge`; 256 MiB where absent. */
  readonly limitInBytes?: number
}

/** Files that were collected, kept by their hash. Written whole or not at all, and never whole in memory. */
export interface EvidenceStore {
  /** Durable when it resolves. What the body throws is thrown on, and then nothing is kept. */
  put(file: NewEvidenceFile): Promise<StoredEvidence>
  /** The latest that was kept for a stream under this name; `undefined` where none was. */
  findByName(stream: string, fileName: string): Promise<StoredEvidence | undefined>
  /** Its bytes have been checked against their hash; they are read while they are asked for. */
  get(id: string): Promise<{ evidence: StoredEvidence; body: AsyncIterable<Uint8Array> } | undefined>
  /** Whose events say that this file was erased; `undefined` where none do. */
  streamOfErased(id: string): Promise<string | undefined>
}

/** The file is larger than it may be; nothing of it was kept. */
export class EvidenceTooLarge extends Error {
  override readonly name = 'EvidenceTooLarge'
  readonly limitInBytes: number

  constructor(limitInBytes: number) {
    super(`More than ${limitInBytes} bytes`)
    this.limitInBytes = limitInBytes
  }
}

export class JournalError extends Error {
  override readonly name = 'JournalError'
}

/** An entry is not as Appmedic wrote it. Nothing may run on what such a journal says, nor be written into it. */
export class JournalBroken extends JournalError {
  readonly fault: ChainFault

  constructor(fault: ChainFault) {
    const { seq, stream, version, detail } = fault
    const where = seq === 0 ? '' : `, at entry ${seq}`
    const which = stream === undefined ? where : `${where} (${stream} #${version})`
    super(
      `The journal is not as it was written${which}: ${detail}. Nothing runs and nothing is recorded until it is. ` +
        'Run `journal verify`; then put a backup back, or move the journal away to begin a new one.',
    )
    this.fault = fault
  }
}
