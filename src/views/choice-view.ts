import type { TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { type CardButton, cardButton } from './parts/card-button.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

export interface ChoiceContent {
  /** Said one after the other, in one paragraph. */
  readonly words: readonly TranslatableMessage[]
  readonly choices: readonly { readonly title: string; readonly token: string }[]
  /** Other buttons beside them, each with a verb of its own. */
  readonly buttons?: readonly CardButton[]
}

/** A question back, with a button for each answer that is offered. */
export const choiceView = ({ words, choices, buttons = [] }: ChoiceContent, say: Translate): CardView => {
  const said = words.map(say).join(' ')
  const offered = [...choices.map(({ title, token }) => cardButton(title, 'choose', token)), ...buttons]
  return {
    template: 'choice',
    language: say.language,
    summary: sanitizeText([said, ...offered.map(({ title }) => title)].join(' · '), 600),
    data: { words: sanitizeText(said, 500), choices: offered },
  }
}
