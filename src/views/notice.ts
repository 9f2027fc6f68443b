import type { Phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import type { View } from './types.ts'
import { plain } from './untrusted.ts'

/** A short message to one person. */
export const noticeView = (words: Phrase, say: Say): View => {
  const text = plain(say(words), 600)
  return { template: 'notice', language: say.language, summary: text, data: { text } }
}
