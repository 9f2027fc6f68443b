import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/**
 * What it can do, and three sentences that work; of an incident what can be asked about it, kind by kind. `first` says why
 * it is shown where nobody asked for it.
 */
export const helpView = (say: Translate, first?: TranslatableMessage, incident?: string): CardView => ({
  template: 'help',
  language: say.language,
  summary: sanitizeText(say(first ?? messageOf('card.help.title'))),
  data: {
    title: say(
      incident === undefined ? messageOf('card.help.title') : messageOf('card.help.thread.title', { incident }),
    ),
    first: first === undefined ? [] : [{ text: sanitizeText(say(first)) }],
    words: say(messageOf(incident === undefined ? 'card.help.words' : 'card.help.thread.words')),
    examplesTitle: say(messageOf('card.help.examples')),
    examples: (incident === undefined ? exampleSentences(say) : threadQuestions(say)).map((text) => ({ text })),
    safety: say(messageOf(incident === undefined ? 'card.help.safety' : 'card.help.thread.safety')),
  },
})

/** Sentences to try. */
export const exampleSentences = (say: Translate): readonly string[] =>
  ['card.help.example-1', 'card.help.example-2', 'card.help.example-3'].map((key) => say(messageOf(key)))

/** A line for each kind of question that is answered about an incident. */
const threadQuestions = (say: Translate): readonly string[] =>
  ['cause', 'time', 'figures', 'changes', 'logs', 'steps', 'people'].map((kind) =>
    say(messageOf(`card.help.thread.${kind}`)),
  )
