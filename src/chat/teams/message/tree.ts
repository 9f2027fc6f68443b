export type Json = string | number | boolean | null | readonly Json[] | Node
export interface Node {
  readonly [key: string]: Json
}

export const isNode = (json: Json | undefined): json is Node =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** Lists without which an element shows nothing. */
const contents: Readonly<Record<string, string>> = { ActionSet: 'actions', Container: 'items', ColumnSet: 'columns' }

/** Changes every element from the inside out; what becomes `undefined` is left out, and what held only that. */
export const map = (root: Node, change: (node: Node) => Node | undefined): Node | undefined => {
  const entries = Object.entries(root)
    .map(([key, value]) => [key, mapJson(value, change)] as const)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
  const node: Node = Object.fromEntries(entries)
  const list = node[contents[String(node.type)] ?? '']
  return Array.isArray(list) && list.length === 0 ? undefined : change(node)
}

const mapJson = (json: Json, change: (node: Node) => Node | undefined): Json | undefined => {
  if (Array.isArray(json)) return json.map((item) => mapJson(item, change)).filter((item) => item !== undefined)
  return isNode(json) ? map(json, change) : json
}

/** Every element, in reading order. */
export function* nodes(json: Json | undefined): Generator<Node> {
  if (Array.isArray(json)) for (const item of json) yield* nodes(item)
  else if (isNode(json)) {
    yield json
    for (const value of Object.values(json)) yield* nodes(value)
  }
}
