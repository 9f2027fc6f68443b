import type { TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** A short message to one person. */
export const noticeView = (words: TranslatableMessage, say: Translate): CardView => {
  const text = sanitizeText(say(words), 600)
  return { template: 'notice', language: say.language, summary: text, data: { text } }
}
