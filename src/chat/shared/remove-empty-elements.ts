import { isJsonObject, type JsonObject, type JsonValue } from './json-object.ts'

/** Lists that an element is nothing without. */
const requiredListOf: Readonly<Record<string, string>> = {
  Container: 'items',
  ColumnSet: 'columns',
  ActionSet: 'actions',
  FactSet: 'facts',
  RichTextBlock: 'inlines',
  ImageSet: 'images',
  Table: 'rows',
}

/** Texts that an element is nothing without: a picture that has no URL, a block that has no words. */
const requiredTextOf: Readonly<Record<string, string>> = { Image: 'url', TextBlock: 'text', TextRun: 'text' }

/** Removes what repeating over nothing leaves behind, and the hints meant for Slack alone. */
export const removeEmptyElements = (card: unknown): JsonObject => {
  const root = withoutEmptyNodes(card)
  return isJsonObject(root) ? root : {}
}

const withoutEmptyNodes = (node: unknown): JsonValue | undefined => {
  if (node === null || node === undefined) return undefined
  if (Array.isArray(node)) return node.map(withoutEmptyNodes).filter((item) => item !== undefined)
  if (typeof node !== 'object') return node as string | number | boolean
  const entries = Object.entries(node)
    .filter(([key]) => key !== '$slack')
    .map(([key, value]) => [key, key === 'data' ? (value as JsonValue) : withoutEmptyNodes(value)] as const)
    .filter((entry): entry is [string, JsonValue] => entry[1] !== undefined)
  const element = Object.fromEntries(entries)
  return isEmpty(element) ? undefined : element
}

const isEmpty = (element: JsonObject): boolean => {
  const type = typeof element.type === 'string' ? element.type : ''
  const list = requiredListOf[type]
  const text = requiredTextOf[type]
  if (text !== undefined) return (element[text] ?? '') === ''
  if (list === undefined) return false
  const items = element[list]
  return !Array.isArray(items) || items.length === 0
}
