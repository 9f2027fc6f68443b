import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { messageOf } from '../../../i18n/message.ts'
import type { Translate } from '../../../i18n/types.ts'
import { blockKitLimits } from '../block-kit-limits.ts'
import type { BlockRenderContext, ModalForm, StoredValue, StoreValue } from './block-render-context.ts'
import type { InputField } from './card-element.ts'
import { inputActionId, type OptionLimits, selectElementOf, selectOptionsOf } from './choice-block.ts'
import { countCharacters, layoutElementsOf } from './fit-to-message.ts'
import { plainText } from './plain-text.ts'
import { renderElements } from './render-elements.ts'

/** `callback_id` of a form. */
const formCallbackId = 'ask'

/** What a card has folded away, to be read. */
export const readMoreModal = (stored: Extract<StoredValue, { kind: 'reading' }>, say: Translate): ModalView => {
  const blocks = fitToView(renderElements(layoutElementsOf(stored.pieces), layoutContextOf(say)))
  return {
    type: 'modal',
    title: plainText(stored.title, blockKitLimits.modalText),
    close: plainText(say(messageOf('slack.close')), blockKitLimits.modalText),
    blocks: blocks.length === 0 ? [{ type: 'section', text: plainText('–', 1) }] : [...blocks],
  }
}

/** What a step needs to know before it is asked for. `metadata` says where the button was; nothing in it is believed. */
export const formModal = (asking: ModalForm, metadata: string, say: Translate, keep: StoreValue): ModalView => ({
  type: 'modal',
  callback_id: formCallbackId,
  private_metadata: metadata,
  title: plainText(asking.title, blockKitLimits.modalText),
  submit: plainText(say(messageOf('slack.submit')), blockKitLimits.modalText),
  close: plainText(say(messageOf('slack.confirm.no')), blockKitLimits.modalText),
  blocks: [
    ...fitToView(renderElements(layoutElementsOf(asking.intro), layoutContextOf(say))).slice(
      0,
      blockKitLimits.blocksInView - asking.fields.length,
    ),
    ...asking.fields.slice(0, blockKitLimits.blocksInView).map((field) => inputOf(field, keep)),
  ],
})

const modalOptionLimits: OptionLimits = { most: blockKitLimits.options, length: blockKitLimits.optionText }

/** In a modal nothing is kept: what it shows has come out of what was. */
const layoutContextOf = (say: Translate) => {
  let count = 0
  const context: BlockRenderContext = { say, summary: '', pictures: {} }
  const next = (): number => {
    count += 1
    return count
  }
  return { context, keep: () => '', next, titleLength: blockKitLimits.buttonText, options: modalOptionLimits }
}

const fitToView = (blocks: readonly KnownBlock[]): readonly KnownBlock[] => {
  let charactersLeft: number = blockKitLimits.charactersInView
  const fits = blocks.slice(0, blockKitLimits.blocksInView).filter((block) => {
    charactersLeft -= countCharacters(block)
    return charactersLeft >= 0
  })
  return fits.length === blocks.length ? fits : [...fits.slice(0, blockKitLimits.blocksInView - 1), ellipsis]
}

const ellipsis: KnownBlock = { type: 'context', elements: [plainText('…', 1)] }

const inputOf = (field: InputField, keep: StoreValue): InputBlock => ({
  type: 'input',
  block_id: inputActionId(field.id),
  label: plainText(field.label, blockKitLimits.label),
  optional: !field.required,
  element: elementOf(field, keep),
})

const elementOf = (field: InputField, keep: StoreValue): InputBlock['element'] => {
  const action_id = inputActionId(field.id)
  const initial = field.initial === '' ? {} : { initial_value: field.initial }
  switch (field.kind) {
    case 'choice': {
      if (!field.several) return selectElementOf(field, modalOptionLimits, keep)
      const chosen = field.initial.split(',')
      const all = selectOptionsOf(field, modalOptionLimits, keep)
      const initially = all.filter((_, index) => chosen.includes(field.options[index]?.value ?? ''))
      return {
        type: 'multi_static_select',
        action_id,
        options: [...all],
        ...(initially.length === 0 ? {} : { initial_options: initially }),
      }
    }
    case 'text':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.lines,
        ...initial,
        ...(field.placeholder === '' ? {} : { placeholder: plainText(field.placeholder, blockKitLimits.placeholder) }),
        ...(field.longest === undefined ? {} : { max_length: Math.min(3000, Math.max(1, field.longest)) }),
      }
    case 'number':
      return {
        type: 'number_input',
        action_id,
        is_decimal_allowed: false,
        ...initial,
        ...(field.least === undefined ? {} : { min_value: String(field.least) }),
        ...(field.most === undefined ? {} : { max_value: String(field.most) }),
      }
    case 'date':
      return {
        type: 'datepicker',
        action_id,
        ...(/^\d{4}-\d\d-\d\d$/.test(field.initial) ? { initial_date: field.initial } : {}),
      }
    case 'toggle': {
      const option = {
        text: plainText(field.title, blockKitLimits.optionText),
        value: field.on.slice(0, blockKitLimits.optionValue),
      }
      return {
        type: 'checkboxes',
        action_id,
        options: [option],
        ...(field.initial === field.on ? { initial_options: [option] } : {}),
      }
    }
    default:
      return field satisfies never
  }
}
