/** Something slipped into an entry and was taken out again. The state of an incident does not change by it. */
export interface PayloadErased<Event> {
  readonly type: 'PayloadErased'
  /** Who had it erased; absent where Appmedic did by itself. */
  readonly by?: string
  /** Of the same stream. */
  readonly entry: { readonly seq: number; readonly version: number }
  /** Read in its place: the same type, time and lasting fields, without what had to go. */
  readonly replacement: Event
  readonly reason: string
}

/** A file that was collected is gone, and was meant to be: cards and reports say so in place of a link. */
export interface EvidenceErased {
  readonly type: 'EvidenceErased'
  /** Id of the file in the store. */
  readonly evidence: string
  /** Hex. */
  readonly sha256: string
  readonly by: string
  readonly reason: string
  /** Its time was over; absent where somebody had it erased. */
  readonly keptForDays?: number
}
