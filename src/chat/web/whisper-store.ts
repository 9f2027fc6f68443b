import type { TranscriptMessage } from '../shared/chat-transcript.ts'

/** What was said to one person only; kept while the program runs, so that a page opened a moment later shows it too. */
export interface WhisperStore {
  add(person: string, whisper: WhisperMessage): void
  of(person: string): readonly WhisperMessage[]
}

export interface WhisperMessage extends TranscriptMessage {
  readonly whisper: true
  /** Id of the message after which it was said. */
  readonly after?: string
}

export const createWhisperStore = (keep = 50): WhisperStore => {
  const kept = new Map<string, readonly WhisperMessage[]>()
  const of = (person: string): readonly WhisperMessage[] => kept.get(person) ?? []

  return { of, add: (person, whisper) => void kept.set(person, [...of(person).slice(-(keep - 1)), whisper]) }
}
