import { press } from '../blocks/buttons.ts'
import { inputPrefix } from '../blocks/choice.ts'
import type { Kept } from '../blocks/making.ts'
import type { Bounded } from '../bounded.ts'
import { isNode, type Node, textIn } from '../json.ts'
import { fullValue } from './values.ts'

/** What a click on a part of a card means. */
export type Pressed =
  | { readonly is: 'verb'; readonly verb: string; readonly token: string }
  /** A form is to be opened first. */
  | { readonly is: 'ask'; readonly verb: string; readonly token: string }
  | { readonly is: 'read'; readonly key: string }
  /** A select or a link: nothing to do. */
  | { readonly is: 'nothing' }

export const pressedOf = (action: Node, kept: Bounded<Kept>): Pressed => {
  const id = textIn(action, 'action_id')
  const name = id.replace(/#\d+$/, '')
  const value = textIn(action, 'value')
  if (id.startsWith(inputPrefix) || name === press.link || name === '') return { is: 'nothing' }
  if (name === press.read) return { is: 'read', key: value }
  const token = fullValue(value, kept)
  if (name.startsWith(press.ask)) return { is: 'ask', verb: name.slice(press.ask.length), token }
  return name === press.more ? fromMenu(action) : { is: 'verb', verb: name, token }
}

const fromMenu = ({ selected_option: option }: Node): Pressed => {
  const value = isNode(option) ? textIn(option, 'value') : ''
  const space = value.indexOf(' ')
  return space < 0 ? { is: 'nothing' } : { is: 'verb', verb: value.slice(0, space), token: value.slice(space + 1) }
}
