import type { TranscriptAuthor, TranscriptCard, TranscriptMessage } from './transcript.ts'

/** A message as the page gets it: without what only the server needs. */
export interface Shown {
  readonly id: string
  readonly thread?: string
  readonly at: number
  readonly author?: TranscriptAuthor
  readonly text?: string
  readonly card?: ShownCard
  readonly whisper?: true
}
export type ShownCard = Omit<TranscriptCard, 'pictures'>

export const shown = (message: TranscriptMessage & { readonly whisper?: true }): Shown => ({
  id: message.id,
  at: message.at,
  ...(message.thread === undefined ? {} : { thread: message.thread }),
  ...(message.author === undefined ? {} : { author: message.author }),
  ...(message.text === undefined ? {} : { text: message.text }),
  ...(message.card === undefined ? {} : { card: shownCard(message.card) }),
  ...(message.whisper === undefined ? {} : { whisper: true }),
})

export const shownCard = ({ json, summary, language, at }: TranscriptCard): ShownCard => ({
  json,
  summary,
  language,
  at,
})
