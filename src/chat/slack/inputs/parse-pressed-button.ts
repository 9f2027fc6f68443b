import { isJsonObject, type JsonObject, textIn } from '../../shared/json-object.ts'
import { buttonActionIds } from '../blocks/actions-blocks.ts'
import type { StoredValues } from '../blocks/block-render-context.ts'
import { inputIdPrefix } from '../blocks/choice-block.ts'
import { resolveStoredValue } from './entered-values.ts'

/** What a click on a part of a card means. */
export type PressedButton =
  | { readonly is: 'verb'; readonly verb: string; readonly token: string }
  /** A form is to be opened first. */
  | { readonly is: 'ask'; readonly verb: string; readonly token: string }
  | { readonly is: 'read'; readonly key: string }
  /** A select or a link: nothing to do. */
  | { readonly is: 'nothing' }

export const parsePressedButton = (action: JsonObject, storedValues: StoredValues): PressedButton => {
  const id = textIn(action, 'action_id')
  const name = id.replace(/#\d+$/, '')
  const value = textIn(action, 'value')
  if (id.startsWith(inputIdPrefix) || name === buttonActionIds.link || name === '') return { is: 'nothing' }
  if (name === buttonActionIds.read) return { is: 'read', key: value }
  const token = resolveStoredValue(value, storedValues)
  if (name.startsWith(buttonActionIds.ask)) return { is: 'ask', verb: name.slice(buttonActionIds.ask.length), token }
  return name === buttonActionIds.more ? parseMenuSelection(action) : { is: 'verb', verb: name, token }
}

const parseMenuSelection = ({ selected_option: option }: JsonObject): PressedButton => {
  const value = isJsonObject(option) ? textIn(option, 'value') : ''
  const space = value.indexOf(' ')
  return space < 0 ? { is: 'nothing' } : { is: 'verb', verb: value.slice(0, space), token: value.slice(space + 1) }
}
