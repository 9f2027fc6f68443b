import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { CardButton } from './card-button.ts'
import type { CardLine } from './card-line.ts'

/**
 * A button that first asks: a card inside the card, a modal on Slack. What is entered goes along with its own buttons
 * alone, so that Approve beside it needs no reason.
 */
export interface CardForm {
  readonly title: string
  readonly style: CardButton['style']
  /** What one should know before. */
  readonly notes: readonly CardLine[]
  readonly texts: readonly TextInput[]
  readonly choices: readonly ChoiceInput[]
  readonly buttons: readonly CardButton[]
}

interface TextInput {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly missing: string
}

interface ChoiceInput {
  readonly id: string
  readonly label: string
  readonly first: string
  readonly choices: readonly { readonly title: string; readonly value: string }[]
}

/** Two inputs of one id on a card would be one: an approval's reason stands beside that of an emergency. */
type ReasonId = 'reason' | 'approvalReason'

/** Read by its id. At most one form with it a card. */
export const reasonInput = (label: string, say: Translate, id: ReasonId = 'reason'): TextInput => ({
  id,
  label: say(messageOf(label)),
  hint: say(messageOf('card.reason.hint')),
  missing: say(messageOf('card.reason.missing')),
})
