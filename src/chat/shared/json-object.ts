export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

/** A part of an Adaptive Card or of what a platform sends, with readers that take nothing for granted. */
export interface JsonObject {
  readonly [key: string]: JsonValue
}

export const isJsonObject = (json: JsonValue | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

export const textIn = (node: JsonObject, key: string): string => {
  const value = node[key]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export const objectsIn = (node: JsonObject, key: string): readonly JsonObject[] => {
  const value = node[key]
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : []
}

export const numberIn = (node: JsonObject, key: string): number | undefined => {
  const value = node[key]
  return typeof value === 'number' ? value : undefined
}

/** Every text inside, for elements that have no counterpart. */
export const textsInside = (json: JsonValue | undefined): readonly string[] => {
  if (Array.isArray(json)) return (json as readonly JsonValue[]).flatMap(textsInside)
  if (!isJsonObject(json)) return []
  return Object.entries(json).flatMap(([key, value]) =>
    typeof value === 'string'
      ? ['text', 'title', 'value', 'altText', 'label'].includes(key)
        ? [value]
        : []
      : textsInside(value),
  )
}
