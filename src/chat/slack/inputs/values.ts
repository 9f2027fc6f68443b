import { inputPrefix } from '../blocks/choice.ts'
import type { Kept } from '../blocks/making.ts'
import type { Bounded } from '../bounded.ts'
import { isNode, type Node, nodesIn, textIn } from '../json.ts'

/** A long value stands for itself again. One that is no longer known says nothing, which is refused where it matters. */
export const fullValue = (value: string, kept: Bounded<Kept>): string => {
  if (!value.startsWith('~')) return value
  const found = kept.get(value)
  return found?.kind === 'value' ? found.value : ''
}

/** What stands in the inputs of the message or form: as it was first shown, where nobody touched it. */
export const valuesOf = (body: Node, kept: Bounded<Kept>): Readonly<Record<string, string>> => {
  const message = isNode(body.message) ? body.message : {}
  const view = isNode(body.view) ? body.view : {}
  const state = isNode(view.state) ? view.state : isNode(body.state) ? body.state : {}
  const blocks = [...nodesIn(message, 'blocks'), ...nodesIn(view, 'blocks')]
  const first = blocks.flatMap(({ accessory }) => (isNode(accessory) ? [accessory] : []))
  const entered = isNode(state.values) ? Object.values(state.values).filter(isNode) : []
  return Object.fromEntries([
    ...first.flatMap((element) => entry(textIn(element, 'action_id'), initial(element), kept)),
    ...entered.flatMap((block) =>
      Object.entries(block).flatMap(([id, element]) => (isNode(element) ? entry(id, current(element), kept) : [])),
    ),
  ])
}

const entry = (actionId: string, value: string | undefined, kept: Bounded<Kept>): readonly [string, string][] =>
  value === undefined || !actionId.startsWith(inputPrefix)
    ? []
    : [
        [
          actionId.slice(inputPrefix.length),
          value
            .split(',')
            .map((one) => fullValue(one, kept))
            .join(','),
        ],
      ]

const initial = ({ initial_option: option }: Node): string | undefined =>
  isNode(option) ? textIn(option, 'value') : undefined

const current = (element: Node): string | undefined => {
  if (isNode(element.selected_option)) return textIn(element.selected_option, 'value')
  if (Array.isArray(element.selected_options))
    return nodesIn(element, 'selected_options')
      .map((option) => textIn(option, 'value'))
      .join(',')
  if (typeof element.selected_date === 'string') return element.selected_date
  return typeof element.value === 'string' ? element.value : undefined
}
