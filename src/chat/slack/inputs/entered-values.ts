import { isJsonObject, type JsonObject, objectsIn, textIn } from '../../shared/json-object.ts'
import type { StoredValues } from '../blocks/block-render-context.ts'
import { inputIdPrefix } from '../blocks/choice-block.ts'

/** A long value stands for itself again. One that is no longer known says nothing, which is refused where it matters. */
export const resolveStoredValue = (value: string, storedValues: StoredValues): string => {
  if (!value.startsWith('~')) return value
  const found = storedValues.peek(value)
  return found?.kind === 'value' ? found.value : ''
}

/** What stands in the inputs of the message or form: as it was first shown, where nobody touched it. */
export const enteredValuesOf = (body: JsonObject, storedValues: StoredValues): Readonly<Record<string, string>> => {
  const message = isJsonObject(body.message) ? body.message : {}
  const view = isJsonObject(body.view) ? body.view : {}
  const state = isJsonObject(view.state) ? view.state : isJsonObject(body.state) ? body.state : {}
  const blocks = [...objectsIn(message, 'blocks'), ...objectsIn(view, 'blocks')]
  const first = blocks.flatMap(({ accessory }) => (isJsonObject(accessory) ? [accessory] : []))
  const entered = isJsonObject(state.values) ? Object.values(state.values).filter(isJsonObject) : []
  return Object.fromEntries([
    ...first.flatMap((element) => valueEntry(textIn(element, 'action_id'), initialValueOf(element), storedValues)),
    ...entered.flatMap((block) =>
      Object.entries(block).flatMap(([id, element]) =>
        isJsonObject(element) ? valueEntry(id, currentValueOf(element), storedValues) : [],
      ),
    ),
  ])
}

const valueEntry = (
  actionId: string,
  value: string | undefined,
  storedValues: StoredValues,
): readonly [string, string][] =>
  value === undefined || !actionId.startsWith(inputIdPrefix)
    ? []
    : [
        [
          actionId.slice(inputIdPrefix.length),
          value
            .split(',')
            .map((one) => resolveStoredValue(one, storedValues))
            .join(','),
        ],
      ]

const initialValueOf = ({ initial_option: option }: JsonObject): string | undefined =>
  isJsonObject(option) ? textIn(option, 'value') : undefined

const currentValueOf = (element: JsonObject): string | undefined => {
  if (isJsonObject(element.selected_option)) return textIn(element.selected_option, 'value')
  if (Array.isArray(element.selected_options))
    return objectsIn(element, 'selected_options')
      .map((option) => textIn(option, 'value'))
      .join(',')
  if (typeof element.selected_date === 'string') return element.selected_date
  return typeof element.value === 'string' ? element.value : undefined
}
