import type { Json } from '../expand/tidy.ts'

/** A part of an Adaptive Card, with readers that take nothing for granted. */
export type Node = Readonly<Record<string, Json>>

export const isNode = (json: Json | undefined): json is Node =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

export const textIn = (node: Node, key: string): string => {
  const value = node[key]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export const nodesIn = (node: Node, key: string): readonly Node[] => {
  const value = node[key]
  return Array.isArray(value) ? (value as readonly Json[]).filter(isNode) : []
}

export const numberIn = (node: Node, key: string): number | undefined => {
  const value = node[key]
  return typeof value === 'number' ? value : undefined
}

/** Every text inside, for elements that have no counterpart. */
export const textsInside = (json: Json | undefined): readonly string[] => {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(textsInside)
  if (!isNode(json)) return []
  return Object.entries(json).flatMap(([key, value]) =>
    typeof value === 'string'
      ? ['text', 'title', 'value', 'altText', 'label'].includes(key)
        ? [value]
        : []
      : textsInside(value),
  )
}
