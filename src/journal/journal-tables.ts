import type { Generated, Kysely, Transaction } from 'kysely'
import type { Checkpoint } from './checkpoint.ts'

/** The tables as they are today; how they came to be is in `migrations/`. */
export interface JournalTables {
  readonly events: EventsTable
  readonly head: HeadTable
  readonly checkpoints: Checkpoint
  readonly inputs: InputsTable
  readonly inbox: InboxTable
  readonly streams: StreamsTable
  readonly places: PlacesTable
  readonly deadlines: DeadlinesTable
  readonly claims: ClaimsTable
  readonly evidence: EvidenceTable
  readonly transcript: TranscriptTable
  readonly holder: HolderTable
}

export type JournalDatabase = Kysely<JournalTables> | Transaction<JournalTables>

/** The chain. Triggers refuse to change or remove a row, but for taking its payload out. */
export interface EventsTable extends SealedColumns {
  seq: number
  stream: string
  version: number
  /** `type` and `at` of the event once more, for whoever looks with SQL. */
  type: string
  at: number
  /** The event as canonical JSON, exactly the text that was hashed; empty once it was erased. */
  data: string
  prev_hash: string
  hash: string
  /** 1 until version 0.2. */
  format: number
  /** 16 random bytes in hex; null in format 1, and once the event was erased. */
  salt: string | null
  /** `commitmentOf` the event; null in format 1, like the next. */
  commitment: string | null
  /** `lastingFieldsOf` the event. */
  lasting: string | null
}

/** HMAC-SHA256 under the journal's key: of the row's hash, or of `headSealText`. */
interface SealedColumns {
  key_id: string | null
  mac: string | null
}

/** One row: the last entry of the chain, so that a tail that was cut off shows. */
export interface HeadTable extends SealedColumns {
  id: number
  seq: number
  hash: string
}

export interface InputsTable {
  platform: string
  id: string
  at: number
}

/** Inputs that were acknowledged and are not handled yet. */
export interface InboxTable {
  /** Given by the database, in the order of arrival. */
  seq: Generated<number>
  platform: string
  id: string
  at: number
  /** Starts of Appmedic at which it was handled once more. */
  retries: number
  /** JSON. */
  data: string
  key_id: string
  mac: string
}

export interface StreamsTable {
  stream: string
  /** The n of `INC-<n>`; null for other streams. */
  number: number | null
  /** 0 or 1. */
  open: number
  app_id: string | null
}

export interface PlacesTable {
  place: string
  stream: string
  /** The stream's. */
  number: number | null
}

export interface DeadlinesTable {
  stream: string
  key: string
  at: number
}

export interface ClaimsTable {
  key: string
  owner: string
  at: number
}

export interface EvidenceTable {
  id: string
  stream: string
  file_name: string
  content_type: string
  size_in_bytes: number
  sha256: string
  at: number
}

export interface TranscriptTable {
  /** Given by the database, in the order of arrival. */
  seq: Generated<number>
  id: string
  channel: string
  json: string
}

/** One row: who has the journal open; written at each start, because SQLite locks others out with the first write. */
export interface HolderTable {
  id: number
  pid: number
  since: number
}
