import { type JsonObject, numberIn, objectsIn, textIn } from '../../shared/json-object.ts'
import type { InputField } from './card-element.ts'

export type InputType = 'Input.ChoiceSet' | 'Input.Text' | 'Input.Number' | 'Input.Date' | 'Input.Toggle'

export const parseInputField = (node: JsonObject, type: InputType): InputField => {
  const id = textIn(node, 'id')
  const label = textIn(node, 'label') || textIn(node, 'placeholder') || textIn(node, 'title') || id
  const shared = { id, label, required: node.isRequired === true, initial: textIn(node, 'value') }
  switch (type) {
    case 'Input.ChoiceSet':
      return {
        ...shared,
        kind: 'choice',
        several: node.isMultiSelect === true,
        options: objectsIn(node, 'choices').map((choice) => ({
          title: textIn(choice, 'title'),
          value: textIn(choice, 'value'),
        })),
      }
    case 'Input.Text':
      return {
        ...shared,
        kind: 'text',
        lines: node.isMultiline === true,
        placeholder: textIn(node, 'placeholder'),
        ...optional('longest', numberIn(node, 'maxLength')),
      }
    case 'Input.Number':
      return {
        ...shared,
        kind: 'number',
        ...optional('least', numberIn(node, 'min')),
        ...optional('most', numberIn(node, 'max')),
      }
    case 'Input.Date':
      return { ...shared, kind: 'date' }
    case 'Input.Toggle':
      return {
        ...shared,
        kind: 'toggle',
        title: textIn(node, 'title'),
        on: textIn(node, 'valueOn') || 'true',
        off: textIn(node, 'valueOff') || 'false',
      }
    default:
      return type satisfies never
  }
}

const optional = <Key extends string>(key: Key, value: number | undefined): { readonly [K in Key]?: number } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: number }
