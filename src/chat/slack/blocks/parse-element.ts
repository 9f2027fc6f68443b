import { type JsonObject, objectsIn, textIn, textsInside } from '../../shared/json-object.ts'
import type { CardElement, TextRun } from './card-element.ts'
import { parseActions } from './parse-actions.ts'
import { parseInputField } from './parse-input-field.ts'

/** The elements that our templates use; anything else is shown as its texts. */
const elementTypes = [
  'Container',
  'ColumnSet',
  'Column',
  'TextBlock',
  'RichTextBlock',
  'FactSet',
  'Image',
  'ActionSet',
  'Input.ChoiceSet',
  'Input.Text',
  'Input.Number',
  'Input.Date',
  'Input.Toggle',
] as const
type ElementType = (typeof elementTypes)[number] | 'unknown'

/** Where pictures stand in a card that is made for Slack: `slack-picture:<name>`. */
export const pictureUrlScheme = 'slack-picture:'

export const parseElement = (node: JsonObject): readonly CardElement[] => {
  const elements = cardElementsOf(node)
  if (node.isVisible === false) return [{ kind: 'fold', id: textIn(node, 'id'), pieces: elements }]
  const apart = node.separator === true || textIn(node, 'spacing') === 'medium'
  return apart && elements.length > 0 ? [{ kind: 'gap' }, ...elements] : elements
}

const cardElementsOf = (node: JsonObject): readonly CardElement[] => {
  const type = typeOf(node)
  switch (type) {
    case 'Container':
    case 'Column':
      return objectsIn(node, 'items').flatMap(parseElement)
    case 'ColumnSet':
      return objectsIn(node, 'columns').flatMap(parseElement)
    case 'TextBlock':
      return textElementsOf(node)
    case 'RichTextBlock':
      return richTextElementsOf(objectsIn(node, 'inlines').map(runOf))
    case 'FactSet':
      return [
        {
          kind: 'facts',
          facts: objectsIn(node, 'facts').map((fact) => ({
            title: textIn(fact, 'title'),
            value: textIn(fact, 'value'),
          })),
        },
      ]
    case 'Image':
      return pictureElementsOf(node)
    case 'ActionSet':
      return [{ kind: 'buttons', buttons: parseActions(objectsIn(node, 'actions'), parseElement) }]
    case 'Input.ChoiceSet':
    case 'Input.Text':
    case 'Input.Number':
    case 'Input.Date':
    case 'Input.Toggle':
      return inputElementsOf(node, type)
    case 'unknown':
      return textsInside(node).map((text) => ({ kind: 'text', text }))
    default:
      return type satisfies never
  }
}

const typeOf = (node: JsonObject): ElementType => elementTypes.find((known) => known === node.type) ?? 'unknown'

const inputElementsOf = (node: JsonObject, type: Parameters<typeof parseInputField>[1]): readonly CardElement[] => {
  const field = parseInputField(node, type)
  return [field.kind === 'choice' && !field.several ? { kind: 'choice', choice: field } : { kind: 'field', field }]
}

/** A large heading begins the card; a small one is a bold line above what it is about. */
const textElementsOf = (node: JsonObject): readonly CardElement[] => {
  const text = textIn(node, 'text')
  if (textIn(node, 'style') === 'heading')
    return ['medium', 'large', 'extraLarge'].includes(textIn(node, 'size'))
      ? [{ kind: 'heading', text }]
      : [{ kind: 'line', runs: [{ text, bold: true }] }]
  if (node.isSubtle === true) return [{ kind: 'note', text }]
  return [{ kind: 'line', runs: [textIn(node, 'weight') === 'bolder' ? { text, bold: true } : { text }] }]
}

const richTextElementsOf = (runs: readonly TextRun[]): readonly CardElement[] =>
  runs.length > 0 && runs.every(({ code }) => code)
    ? [{ kind: 'code', text: runs.map(({ text }) => text).join('') }]
    : [{ kind: 'line', runs }]

const runOf = (node: JsonObject): TextRun => ({
  text: textIn(node, 'text'),
  ...(textIn(node, 'weight') === 'bolder' ? { bold: true } : {}),
  ...(node.italic === true ? { italic: true } : {}),
  ...(textIn(node, 'fontType') === 'monospace' ? { code: true } : {}),
})

const pictureElementsOf = (node: JsonObject): readonly CardElement[] => {
  const url = textIn(node, 'url')
  const alt = textIn(node, 'altText')
  return url.startsWith(pictureUrlScheme)
    ? [{ kind: 'picture', name: url.slice(pictureUrlScheme.length), alt }]
    : [{ kind: 'note', text: alt }]
}
