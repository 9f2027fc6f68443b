import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { linkIfSafe } from './parts/card-button.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** A short message, and where the card is that it speaks of, where there is one. */
export const noticeView = (words: TranslatableMessage, say: Translate, card?: string): CardView => {
  const text = sanitizeText(say(words), 600)
  return {
    template: 'notice',
    language: say.language,
    summary: text,
    data: { text, buttons: [], links: linkIfSafe(say(messageOf('card.button.card')), card) },
  }
}
