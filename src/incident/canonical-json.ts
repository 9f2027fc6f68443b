import { createHash } from 'node:crypto'

/** JSON with sorted keys and without undefined members: the same value always gives the same text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(withSortedKeys(value)) ?? 'null'

const withSortedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withSortedKeys)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, withSortedKeys(member)]),
  )
}

/** Hex. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')
