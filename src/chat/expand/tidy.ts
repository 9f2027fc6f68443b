export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Lists that an element is nothing without. */
const contents: Readonly<Record<string, string>> = {
  Container: 'items',
  ColumnSet: 'columns',
  ActionSet: 'actions',
  FactSet: 'facts',
  RichTextBlock: 'inlines',
  ImageSet: 'images',
  Table: 'rows',
}

/** Texts that an element is nothing without: a picture that has no URL, a block that has no words. */
const needed: Readonly<Record<string, string>> = { Image: 'url', TextBlock: 'text', TextRun: 'text' }

/** Removes what repeating over nothing leaves behind, and the hints meant for Slack alone. */
export const tidy = (card: unknown): { readonly [key: string]: Json } => {
  const root = withoutNothing(card)
  return isRecord(root) ? root : {}
}

const withoutNothing = (node: unknown): Json | undefined => {
  if (node === null || node === undefined) return undefined
  if (Array.isArray(node)) return node.map(withoutNothing).filter((item) => item !== undefined)
  if (typeof node !== 'object') return node as string | number | boolean
  const entries = Object.entries(node)
    .filter(([key]) => key !== '$slack')
    .map(([key, value]) => [key, key === 'data' ? (value as Json) : withoutNothing(value)] as const)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
  const element = Object.fromEntries(entries)
  return isEmpty(element) ? undefined : element
}

const isEmpty = (element: { readonly [key: string]: Json }): boolean => {
  const type = typeof element.type === 'string' ? element.type : ''
  const list = contents[type]
  const text = needed[type]
  if (text !== undefined) return (element[text] ?? '') === ''
  if (list === undefined) return false
  const items = element[list]
  return !Array.isArray(items) || items.length === 0
}

const isRecord = (node: Json | undefined): node is { readonly [key: string]: Json } =>
  typeof node === 'object' && node !== null && !Array.isArray(node)
