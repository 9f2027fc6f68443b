import { type Node, nodesIn, textIn, textsInside } from '../json.ts'
import { readActions } from './actions.ts'
import { readField } from './fields.ts'
import type { Piece, Run } from './piece.ts'

/** The elements that our templates use; anything else is shown as its texts. */
const elements = [
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
type ElementType = (typeof elements)[number] | 'unknown'

/** Where pictures stand in a card that is made for Slack: `slack-picture:<name>`. */
export const pictureScheme = 'slack-picture:'

export const readElement = (node: Node): readonly Piece[] => {
  const pieces = piecesOf(node)
  if (node.isVisible === false) return [{ kind: 'fold', id: textIn(node, 'id'), pieces }]
  const apart = node.separator === true || textIn(node, 'spacing') === 'medium'
  return apart && pieces.length > 0 ? [{ kind: 'gap' }, ...pieces] : pieces
}

const piecesOf = (node: Node): readonly Piece[] => {
  const type = typeOf(node)
  switch (type) {
    case 'Container':
    case 'Column':
      return nodesIn(node, 'items').flatMap(readElement)
    case 'ColumnSet':
      return nodesIn(node, 'columns').flatMap(readElement)
    case 'TextBlock':
      return textBlock(node)
    case 'RichTextBlock':
      return richText(nodesIn(node, 'inlines').map(runOf))
    case 'FactSet':
      return [
        {
          kind: 'facts',
          facts: nodesIn(node, 'facts').map((fact) => ({ title: textIn(fact, 'title'), value: textIn(fact, 'value') })),
        },
      ]
    case 'Image':
      return picture(node)
    case 'ActionSet':
      return [{ kind: 'buttons', buttons: readActions(nodesIn(node, 'actions'), readElement) }]
    case 'Input.ChoiceSet':
    case 'Input.Text':
    case 'Input.Number':
    case 'Input.Date':
    case 'Input.Toggle':
      return fieldPiece(node, type)
    case 'unknown':
      return textsInside(node).map((text) => ({ kind: 'text', text }))
    default:
      return type satisfies never
  }
}

const typeOf = (node: Node): ElementType => elements.find((known) => known === node.type) ?? 'unknown'

const fieldPiece = (node: Node, type: Parameters<typeof readField>[1]): readonly Piece[] => {
  const field = readField(node, type)
  return [field.kind === 'choice' && !field.several ? { kind: 'choice', choice: field } : { kind: 'field', field }]
}

/** A large heading begins the card; a small one is a bold line above what it is about. */
const textBlock = (node: Node): readonly Piece[] => {
  const text = textIn(node, 'text')
  if (textIn(node, 'style') === 'heading')
    return ['medium', 'large', 'extraLarge'].includes(textIn(node, 'size'))
      ? [{ kind: 'heading', text }]
      : [{ kind: 'line', runs: [{ text, bold: true }] }]
  if (node.isSubtle === true) return [{ kind: 'note', text }]
  return [{ kind: 'line', runs: [textIn(node, 'weight') === 'bolder' ? { text, bold: true } : { text }] }]
}

const richText = (runs: readonly Run[]): readonly Piece[] =>
  runs.length > 0 && runs.every(({ code }) => code)
    ? [{ kind: 'code', text: runs.map(({ text }) => text).join('') }]
    : [{ kind: 'line', runs }]

const runOf = (node: Node): Run => ({
  text: textIn(node, 'text'),
  ...(textIn(node, 'weight') === 'bolder' ? { bold: true } : {}),
  ...(node.italic === true ? { italic: true } : {}),
  ...(textIn(node, 'fontType') === 'monospace' ? { code: true } : {}),
})

const picture = (node: Node): readonly Piece[] => {
  const url = textIn(node, 'url')
  const alt = textIn(node, 'altText')
  return url.startsWith(pictureScheme)
    ? [{ kind: 'picture', name: url.slice(pictureScheme.length), alt }]
    : [{ kind: 'note', text: alt }]
}
