/** What the web chat shows, kept: a messenger remembers its messages by itself, so the local one does too. */
export interface ChatTranscript {
  append(message: TranscriptMessage): Promise<void>
  /** Replaces the card of a message; rejects where there is no such message. */
  replace(id: string, card: TranscriptCard): Promise<void>
  /** The newest `limit` messages of the channel, oldest first. */
  list(channel: string, limit: number): Promise<readonly TranscriptMessage[]>
}

/** JSON all the way down: it can be stored as text. */
export interface TranscriptMessage {
  readonly id: string
  readonly channel: string
  /** Id of the message that began the thread; absent on that message itself and outside threads. */
  readonly thread?: string
  /** Milliseconds since 1970 in the clock of the world. */
  readonly at: number
  /** Absent on the bot's own messages. */
  readonly author?: TranscriptAuthor
  /** What a person wrote: untrusted plain text. */
  readonly text?: string
  readonly card?: TranscriptCard
}

export interface TranscriptAuthor {
  readonly key: string
  readonly name: string
}

export interface TranscriptCard {
  /** Adaptive Card. */
  readonly json: object
  /** One line for screen readers. */
  readonly summary: string
  /** BCP 47 tag of the card's texts. */
  readonly language: string
  /** When the card last changed. */
  readonly at: number
  /** SVG by SHA-256 (hex) of every picture that the card names, so that it can still be painted after a restart. */
  readonly pictures: Readonly<Record<string, string>>
}
