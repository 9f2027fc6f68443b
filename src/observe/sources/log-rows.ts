import type { Instant } from '../../incident/finding.ts'
import { sanitizeLine } from '../../redaction/sanitize-line.ts'

export type LogRow = Readonly<Record<string, unknown>>

/** One line, not too long and without secrets; empty where there is none. */
export const textIn = (row: LogRow, column: string): string => {
  const value = row[column]
  return value === null || value === undefined ? '' : sanitizeLine(String(value))
}

/** `undefined` where it is none: an empty text is no zero. */
export const numberIn = (row: LogRow, column: string): number | undefined => {
  const value = row[column]
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

export const instantIn = (row: LogRow, column: string): Instant | undefined => {
  const value = row[column]
  const at = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** A `bool` of Kusto's, which tables of older workspaces keep as text. */
export const isFalse = (row: LogRow, column: string): boolean => /^(false|0)$/i.test(String(row[column]))

export const newestIn = (rows: readonly LogRow[], column: string): Instant | undefined => {
  const times = rows.flatMap((row) => instantIn(row, column) ?? [])
  return times.length === 0 ? undefined : Math.max(...times)
}
