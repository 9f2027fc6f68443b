import type { ChatPlace } from '../../incident/chat-place.ts'

export interface ErasureRequest {
  /** What has to go, exactly as it stands in the journal. */
  readonly text: string
  /** Only this stream's entries and files; all of them where absent. */
  readonly stream?: string | undefined
}

export interface ErasureOrder extends ErasureRequest {
  /** Who has it erased, in words. */
  readonly by: string
  readonly reason: string
}

/** What an erasure does, or did; and what it can't reach. */
export interface ErasurePlan {
  readonly entries: readonly ErasedEntry[]
  /** Erased whole, since a file is kept by the hash of its bytes. */
  readonly files: readonly ErasedFile[]
  /** Messages of the web chat that are written anew. */
  readonly messages: number
  /** Why nothing is erased as it stands; empty where nothing is in the way. */
  readonly obstacles: readonly string[]
  /** Of the incidents named above: what the platform shows until the card changes next. */
  readonly cards: readonly { readonly stream: string; readonly card: string; readonly place: ChatPlace }[]
  /** Where it stands, or may stand, and stays. */
  readonly left: readonly string[]
}

interface ErasedEntry {
  readonly seq: number
  readonly stream: string
  readonly version: number
  readonly type: string
  /** Fields that hold the text. */
  readonly fields: readonly string[]
}

interface ErasedFile {
  readonly id: string
  readonly stream: string
  readonly fileName: string
  readonly sha256: string
}
