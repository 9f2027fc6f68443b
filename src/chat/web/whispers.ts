import type { TranscriptMessage } from './transcript.ts'

/** What was said to one person only; kept while the program runs, so that a page opened a moment later shows it too. */
export interface Whispers {
  add(person: string, whisper: Whisper): void
  of(person: string): readonly Whisper[]
}

export interface Whisper extends TranscriptMessage {
  readonly whisper: true
  /** Id of the message after which it was said. */
  readonly after?: string
}

export const createWhispers = (keep = 50): Whispers => {
  const kept = new Map<string, readonly Whisper[]>()
  const of = (person: string): readonly Whisper[] => kept.get(person) ?? []

  return { of, add: (person, whisper) => void kept.set(person, [...of(person).slice(-(keep - 1)), whisper]) }
}
