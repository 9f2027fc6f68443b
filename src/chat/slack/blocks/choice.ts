import type { PlainTextOption, SectionBlock, StaticSelect } from '@slack/types'
import { limits, shares } from '../limits.ts'
import { shortValue } from './keys.ts'
import type { Keep } from './making.ts'
import type { Choice } from './piece.ts'
import { plainText } from './text.ts'

/** `action_id` of an input; what follows is the input's id in the card. */
export const inputPrefix = 'input:'

export const inputId = (id: string): string => `${inputPrefix}${id}`.slice(0, limits.actionId)

/** How many options a choice may have, and how long each, so that all choices of a card fit together. */
export interface OptionRoom {
  readonly most: number
  readonly length: number
}

export const optionRoom = (choices: readonly Choice[]): OptionRoom => {
  const each = choices.map(({ options }) => Math.min(options.length, limits.options))
  const most = Math.min(limits.options, Math.floor(shares.mostOptions / Math.max(1, choices.length)))
  const total = each.reduce((sum, count) => sum + Math.min(count, most), 0)
  return { most, length: Math.max(8, Math.min(limits.optionText, Math.floor(shares.options / Math.max(1, total)))) }
}

/** The label with its select beside it; the buttons near it take along what is chosen. */
export const choiceBlock = (choice: Choice, room: OptionRoom, keep: Keep): SectionBlock => ({
  type: 'section',
  block_id: inputId(choice.id),
  text: plainText(choice.label, limits.label),
  accessory: selectOf(choice, room, keep),
})

export const selectOf = (choice: Choice, room: OptionRoom, keep: Keep): StaticSelect => {
  const options = optionsOf(choice, room, keep)
  const chosen = options.find(({ value }) => value === shortValue(choice.initial, limits.optionValue, keep))
  return {
    type: 'static_select',
    action_id: inputId(choice.id),
    placeholder: plainText(choice.label, limits.placeholder),
    options: [...options],
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  }
}

export const optionsOf = (choice: Choice, { most, length }: OptionRoom, keep: Keep): readonly PlainTextOption[] =>
  choice.options.slice(0, most).map(({ title, value }) => ({
    text: plainText(title, length),
    value: shortValue(value, limits.optionValue, keep),
  }))
