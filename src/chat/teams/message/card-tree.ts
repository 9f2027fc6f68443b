import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json-object.ts'

/** Lists without which an element shows nothing. */
const contentListOf: Readonly<Record<string, string>> = {
  ActionSet: 'actions',
  Container: 'items',
  ColumnSet: 'columns',
}

/** Changes every element from the inside out; what becomes `undefined` is left out, and what held only that. */
export const mapNodes = (
  root: JsonObject,
  change: (node: JsonObject) => JsonObject | undefined,
): JsonObject | undefined => {
  const entries = Object.entries(root)
    .map(([key, value]) => [key, mapJson(value, change)] as const)
    .filter((entry): entry is [string, JsonValue] => entry[1] !== undefined)
  const node: JsonObject = Object.fromEntries(entries)
  const list = node[contentListOf[String(node.type)] ?? '']
  return Array.isArray(list) && list.length === 0 ? undefined : change(node)
}

const mapJson = (json: JsonValue, change: (node: JsonObject) => JsonObject | undefined): JsonValue | undefined => {
  if (Array.isArray(json)) return json.map((item) => mapJson(item, change)).filter((item) => item !== undefined)
  return isJsonObject(json) ? mapNodes(json, change) : json
}

/** Every element, in reading order. */
export function* walkNodes(json: JsonValue | undefined): Generator<JsonObject> {
  if (Array.isArray(json)) for (const item of json) yield* walkNodes(item)
  else if (isJsonObject(json)) {
    yield json
    for (const value of Object.values(json)) yield* walkNodes(value)
  }
}
