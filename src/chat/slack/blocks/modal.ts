import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { phrase } from '../../../incident/phrase.ts'
import type { Say } from '../../../language/types.ts'
import { limits } from '../limits.ts'
import { inputId, type OptionRoom, optionsOf, selectOf } from './choice.ts'
import { charactersIn, layable } from './fit.ts'
import type { Asking, Keep, Kept, Making } from './making.ts'
import type { Field } from './piece.ts'
import { render } from './render.ts'
import { plainText } from './text.ts'

/** `callback_id` of a form. */
const askingForm = 'ask'

/** What a card has folded away, to be read. */
export const readingModal = (kept: Extract<Kept, { kind: 'reading' }>, say: Say): ModalView => {
  const blocks = fitting(render(layable(kept.pieces), roomOf(say)))
  return {
    type: 'modal',
    title: plainText(kept.title, limits.modalText),
    close: plainText(say(phrase('slack.close')), limits.modalText),
    blocks: blocks.length === 0 ? [{ type: 'section', text: plainText('–', 1) }] : [...blocks],
  }
}

/** What a step needs to know before it is asked for. `metadata` says where the button was; nothing in it is believed. */
export const askingModal = (asking: Asking, metadata: string, say: Say, keep: Keep): ModalView => ({
  type: 'modal',
  callback_id: askingForm,
  private_metadata: metadata,
  title: plainText(asking.title, limits.modalText),
  submit: plainText(say(phrase('slack.submit')), limits.modalText),
  close: plainText(say(phrase('slack.confirm.no')), limits.modalText),
  blocks: [
    ...fitting(render(layable(asking.intro), roomOf(say))).slice(0, limits.blocksInView - asking.fields.length),
    ...asking.fields.slice(0, limits.blocksInView).map((field) => inputOf(field, keep)),
  ],
})

const options: OptionRoom = { most: limits.options, length: limits.optionText }

/** In a modal nothing is kept: what it shows has come out of what was. */
const roomOf = (say: Say) => {
  let count = 0
  const making: Making = { say, summary: '', pictures: {} }
  const next = (): number => {
    count += 1
    return count
  }
  return { making, keep: () => '', next, titleLength: limits.buttonText, options }
}

const fitting = (blocks: readonly KnownBlock[]): readonly KnownBlock[] => {
  let room: number = limits.charactersInView
  const fits = blocks.slice(0, limits.blocksInView).filter((block) => {
    room -= charactersIn(block)
    return room >= 0
  })
  return fits.length === blocks.length ? fits : [...fits.slice(0, limits.blocksInView - 1), ellipsis]
}

const ellipsis: KnownBlock = { type: 'context', elements: [plainText('…', 1)] }

const inputOf = (field: Field, keep: Keep): InputBlock => ({
  type: 'input',
  block_id: inputId(field.id),
  label: plainText(field.label, limits.label),
  optional: !field.required,
  element: elementOf(field, keep),
})

const elementOf = (field: Field, keep: Keep): InputBlock['element'] => {
  const action_id = inputId(field.id)
  const initial = field.initial === '' ? {} : { initial_value: field.initial }
  switch (field.kind) {
    case 'choice': {
      if (!field.several) return selectOf(field, options, keep)
      const chosen = field.initial.split(',')
      const all = optionsOf(field, options, keep)
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
        ...(field.placeholder === '' ? {} : { placeholder: plainText(field.placeholder, limits.placeholder) }),
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
      const option = { text: plainText(field.title, limits.optionText), value: field.on.slice(0, limits.optionValue) }
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
