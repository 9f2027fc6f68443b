import { isNode, type Node, nodesIn, textIn } from '../json.ts'
import type { Field, Piece, Press } from './piece.ts'

type Read = (node: Node) => readonly Piece[]

const kinds = [
  'Action.Execute',
  'Action.Submit',
  'Action.OpenUrl',
  'Action.ToggleVisibility',
  'Action.ShowCard',
] as const
type ActionType = (typeof kinds)[number] | 'unknown'

export const readActions = (nodes: readonly Node[], read: Read): readonly Press[] =>
  nodes.flatMap((node) => pressesOf(node, read))

const pressesOf = (node: Node, read: Read): readonly Press[] => {
  const type: ActionType = kinds.find((kind) => kind === node.type) ?? 'unknown'
  const title = textIn(node, 'title')
  switch (type) {
    case 'Action.Execute':
    case 'Action.Submit':
      return [verbOf(node)]
    case 'Action.OpenUrl':
      // A path of our own can be opened on the web chat only.
      return /^https:\/\//i.test(textIn(node, 'url')) ? [{ kind: 'link', title, url: textIn(node, 'url') }] : []
    case 'Action.ToggleVisibility':
      return [{ kind: 'fold', title, targets: targetsOf(node) }]
    case 'Action.ShowCard':
      return isNode(node.card) ? askedIn(title, node.card, read) : []
    case 'unknown':
      return []
    default:
      return type satisfies never
  }
}

const verbOf = (node: Node): Extract<Press, { kind: 'verb' }> => {
  const data = isNode(node.data) ? node.data : {}
  const style = textIn(node, 'style')
  return {
    kind: 'verb',
    title: textIn(node, 'title'),
    verb: textIn(node, 'verb') || textIn(data, 'verb'),
    token: textIn(data, 'token'),
    style: style === 'positive' || style === 'destructive' ? style : 'default',
    secondary: textIn(node, 'mode') === 'secondary',
  }
}

const targetsOf = (node: Node): readonly string[] => {
  const targets = node.targetElements
  if (!Array.isArray(targets)) return []
  return targets.map((target) =>
    typeof target === 'string' ? target : isNode(target) ? textIn(target, 'elementId') : '',
  )
}

/** A card inside a button: its buttons become buttons that ask for its fields. */
const askedIn = (title: string, card: Node, read: Read): readonly Press[] => {
  const pieces = nodesIn(card, 'body').flatMap(read)
  const inside = readActions(nodesIn(card, 'actions'), read)
  const verbs = inside.filter((press) => press.kind === 'verb')
  const asked = verbs.map((press) => ({
    ...withFields(
      press,
      fieldsIn(pieces),
      pieces.filter(({ kind }) => kind !== 'field' && kind !== 'choice'),
    ),
    title: verbs.length === 1 ? title : press.title,
  }))
  return [...asked, ...inside.filter((press) => press.kind !== 'verb')]
}

export const fieldsIn = (pieces: readonly Piece[]): readonly Field[] =>
  pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.field] : piece.kind === 'choice' ? [piece.choice] : []))

export const withFields = (
  press: Extract<Press, { kind: 'verb' }>,
  fields: readonly Field[],
  intro: readonly Piece[],
): Press => (fields.length === 0 ? press : { ...press, kind: 'ask', fields, intro })
