import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import type { View } from './types.ts'
import { plain } from './untrusted.ts'

/** What it can do, and three sentences that work; `first` says why it is shown where nobody asked for it. */
export const helpView = (say: Say, first?: Phrase): View => ({
  template: 'help',
  language: say.language,
  summary: plain(say(first ?? phrase('card.help.title'))),
  data: {
    title: say(phrase('card.help.title')),
    first: first === undefined ? [] : [{ text: plain(say(first)) }],
    words: say(phrase('card.help.words')),
    examplesTitle: say(phrase('card.help.examples')),
    examples: examples(say).map((text) => ({ text })),
    safety: say(phrase('card.help.safety')),
  },
})

/** Sentences to try. */
export const examples = (say: Say): readonly string[] =>
  ['card.help.example-1', 'card.help.example-2', 'card.help.example-3'].map((key) => say(phrase(key)))
