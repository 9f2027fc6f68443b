import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { MentionedPerson } from '../incident/approval/notify-policy.ts'
import { noticeView } from './notice-view.ts'
import type { CardButton } from './parts/card-button.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** Ours: what fits the line of a notification. */
const longestPost = 200

/** A short message in one line, with what can be done about it at once. */
export const postView = (words: TranslatableMessage, say: Translate, buttons: readonly CardButton[] = []): CardView => {
  const view = noticeView(words, say)
  const text = sanitizeText(view.summary, longestPost)
  return { ...view, summary: text, data: { ...view.data, text, buttons } }
}

/** The same to somebody: by their names here, which a platform that can call people makes calls of. */
export const addressedTo = (people: readonly MentionedPerson[], view: CardView, say: Translate): CardView => {
  if (people.length === 0) return view
  const names = people.map(({ name }) => sanitizeText(name, 40)).join(', ')
  const said = sanitizeText(say(messageOf('post.to', { names, text: view.summary })), longestPost + names.length + 2)
  return { ...view, summary: said, data: { ...view.data, text: said }, mentions: { people, text: view.summary } }
}
