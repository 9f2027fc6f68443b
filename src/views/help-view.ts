import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** What it can do, and three sentences that work; `first` says why it is shown where nobody asked for it. */
export const helpView = (say: Translate, first?: TranslatableMessage): CardView => ({
  template: 'help',
  language: say.language,
  summary: sanitizeText(say(first ?? messageOf('card.help.title'))),
  data: {
    title: say(messageOf('card.help.title')),
    first: first === undefined ? [] : [{ text: sanitizeText(say(first)) }],
    words: say(messageOf('card.help.words')),
    examplesTitle: say(messageOf('card.help.examples')),
    examples: exampleSentences(say).map((text) => ({ text })),
    safety: say(messageOf('card.help.safety')),
  },
})

/** Sentences to try. */
export const exampleSentences = (say: Translate): readonly string[] =>
  ['card.help.example-1', 'card.help.example-2', 'card.help.example-3'].map((key) => say(messageOf(key)))
