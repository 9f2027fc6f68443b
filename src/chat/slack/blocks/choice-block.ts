import type { PlainTextOption, SectionBlock, StaticSelect } from '@slack/types'
import { blockKitLimits, messageShares } from '../block-kit-limits.ts'
import type { StoreValue } from './block-render-context.ts'
import type { ChoiceField } from './card-element.ts'
import { plainText } from './plain-text.ts'
import { valueOrStoredKey } from './stored-value-keys.ts'

/** `action_id` of an input; what follows is the input's id in the card. */
export const inputIdPrefix = 'input:'

export const inputActionId = (id: string): string => `${inputIdPrefix}${id}`.slice(0, blockKitLimits.actionId)

/** How many options a choice may have, and how long each, so that all choices of a card fit together. */
export interface OptionLimits {
  readonly most: number
  readonly length: number
}

export const optionLimitsFor = (choices: readonly ChoiceField[]): OptionLimits => {
  const each = choices.map(({ options }) => Math.min(options.length, blockKitLimits.options))
  const most = Math.min(blockKitLimits.options, Math.floor(messageShares.mostOptions / Math.max(1, choices.length)))
  const total = each.reduce((sum, count) => sum + Math.min(count, most), 0)
  return {
    most,
    length: Math.max(8, Math.min(blockKitLimits.optionText, Math.floor(messageShares.options / Math.max(1, total)))),
  }
}

/** The label with its select beside it; the buttons near it take along what is chosen. */
export const choiceBlock = (choice: ChoiceField, limits: OptionLimits, keep: StoreValue): SectionBlock => ({
  type: 'section',
  block_id: inputActionId(choice.id),
  text: plainText(choice.label, blockKitLimits.label),
  accessory: selectElementOf(choice, limits, keep),
})

export const selectElementOf = (choice: ChoiceField, limits: OptionLimits, keep: StoreValue): StaticSelect => {
  const options = selectOptionsOf(choice, limits, keep)
  const chosen = options.find(
    ({ value }) => value === valueOrStoredKey(choice.initial, blockKitLimits.optionValue, keep),
  )
  return {
    type: 'static_select',
    action_id: inputActionId(choice.id),
    placeholder: plainText(choice.label, blockKitLimits.placeholder),
    options: [...options],
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  }
}

export const selectOptionsOf = (
  choice: ChoiceField,
  { most, length }: OptionLimits,
  keep: StoreValue,
): readonly PlainTextOption[] =>
  choice.options.slice(0, most).map(({ title, value }) => ({
    text: plainText(title, length),
    value: valueOrStoredKey(value, blockKitLimits.optionValue, keep),
  }))
