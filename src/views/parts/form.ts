import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Button } from './button.ts'
import type { Line } from './tone.ts'

/**
 * A button that first asks: a card inside the card, a modal on Slack. What is entered goes along with its own buttons
 * alone, so that Approve beside it needs no reason.
 */
export interface Form {
  readonly title: string
  readonly style: Button['style']
  /** What one should know before. */
  readonly notes: readonly Line[]
  readonly texts: readonly TextInput[]
  readonly choices: readonly ChoiceInput[]
  readonly buttons: readonly Button[]
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

/** Read as `reason`. At most one form with it a card: two inputs of one id would be one. */
export const reasonInput = (label: string, say: Say): TextInput => ({
  id: 'reason',
  label: say(phrase(label)),
  hint: say(phrase('card.reason.hint')),
  missing: say(phrase('card.reason.missing')),
})
