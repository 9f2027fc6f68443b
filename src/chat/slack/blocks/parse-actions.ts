import { isJsonObject, type JsonObject, objectsIn, textIn } from '../../shared/json-object.ts'
import type { ButtonElement, CardElement, InputField } from './card-element.ts'

type ParseElement = (node: JsonObject) => readonly CardElement[]

const actionTypes = [
  'Action.Execute',
  'Action.Submit',
  'Action.OpenUrl',
  'Action.ToggleVisibility',
  'Action.ShowCard',
] as const
type ActionType = (typeof actionTypes)[number] | 'unknown'

export const parseActions = (nodes: readonly JsonObject[], read: ParseElement): readonly ButtonElement[] =>
  nodes.flatMap((node) => buttonsOf(node, read))

const buttonsOf = (node: JsonObject, read: ParseElement): readonly ButtonElement[] => {
  const type: ActionType = actionTypes.find((kind) => kind === node.type) ?? 'unknown'
  const title = textIn(node, 'title')
  switch (type) {
    case 'Action.Execute':
    case 'Action.Submit':
      return [verbButtonOf(node)]
    case 'Action.OpenUrl':
      // A path of our own can be opened on the web chat only.
      return /^https:\/\//i.test(textIn(node, 'url')) ? [{ kind: 'link', title, url: textIn(node, 'url') }] : []
    case 'Action.ToggleVisibility':
      return [{ kind: 'fold', title, targets: targetsOf(node) }]
    case 'Action.ShowCard':
      return isJsonObject(node.card) ? formButtonsIn(title, node.card, read) : []
    case 'unknown':
      return []
    default:
      return type satisfies never
  }
}

const verbButtonOf = (node: JsonObject): Extract<ButtonElement, { kind: 'verb' }> => {
  const data = isJsonObject(node.data) ? node.data : {}
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

const targetsOf = (node: JsonObject): readonly string[] => {
  const targets = node.targetElements
  if (!Array.isArray(targets)) return []
  return targets.map((target) =>
    typeof target === 'string' ? target : isJsonObject(target) ? textIn(target, 'elementId') : '',
  )
}

/** A card inside a button: its buttons become buttons that ask for its fields. */
const formButtonsIn = (title: string, card: JsonObject, read: ParseElement): readonly ButtonElement[] => {
  const elements = objectsIn(card, 'body').flatMap(read)
  const inside = parseActions(objectsIn(card, 'actions'), read)
  const verbs = inside.filter((button) => button.kind === 'verb')
  const asked = verbs.map((button) => ({
    ...withInputFields(
      button,
      inputFieldsIn(elements),
      elements.filter(({ kind }) => kind !== 'field' && kind !== 'choice'),
    ),
    title: verbs.length === 1 ? title : button.title,
  }))
  return [...asked, ...inside.filter((button) => button.kind !== 'verb')]
}

export const inputFieldsIn = (elements: readonly CardElement[]): readonly InputField[] =>
  elements.flatMap((element) =>
    element.kind === 'field' ? [element.field] : element.kind === 'choice' ? [element.choice] : [],
  )

export const withInputFields = (
  button: Extract<ButtonElement, { kind: 'verb' }>,
  fields: readonly InputField[],
  intro: readonly CardElement[],
): ButtonElement => (fields.length === 0 ? button : { ...button, kind: 'ask', fields, intro })
