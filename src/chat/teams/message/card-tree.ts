export type CardJson = string | number | boolean | null | readonly CardJson[] | CardNode
export interface CardNode {
  readonly [key: string]: CardJson
}

export const isCardNode = (json: CardJson | undefined): json is CardNode =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** Lists without which an element shows nothing. */
const contentListOf: Readonly<Record<string, string>> = {
  ActionSet: 'actions',
  Container: 'items',
  ColumnSet: 'columns',
}

/** Changes every element from the inside out; what becomes `undefined` is left out, and what held only that. */
export const mapNodes = (root: CardNode, change: (node: CardNode) => CardNode | undefined): CardNode | undefined => {
  const entries = Object.entries(root)
    .map(([key, value]) => [key, mapJson(value, change)] as const)
    .filter((entry): entry is [string, CardJson] => entry[1] !== undefined)
  const node: CardNode = Object.fromEntries(entries)
  const list = node[contentListOf[String(node.type)] ?? '']
  return Array.isArray(list) && list.length === 0 ? undefined : change(node)
}

const mapJson = (json: CardJson, change: (node: CardNode) => CardNode | undefined): CardJson | undefined => {
  if (Array.isArray(json)) return json.map((item) => mapJson(item, change)).filter((item) => item !== undefined)
  return isCardNode(json) ? mapNodes(json, change) : json
}

/** Every element, in reading order. */
export function* walkNodes(json: CardJson | undefined): Generator<CardNode> {
  if (Array.isArray(json)) for (const item of json) yield* walkNodes(item)
  else if (isCardNode(json)) {
    yield json
    for (const value of Object.values(json)) yield* walkNodes(value)
  }
}
