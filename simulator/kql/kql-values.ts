/** A span of time, as `5m` or `time(300s)` gives it. */
export interface KqlSpan {
  readonly spanInMs: number
}

/** A `datetime` is a `Date`; a `dynamic` is any other object, or a list. */
export type KqlValue = string | number | boolean | null | Date | KqlSpan | object

export interface KqlRow {
  readonly values: Readonly<Record<string, KqlValue>>
  /** How many rows that differ in nothing it stands for: an estate has millions. */
  readonly times: number
}

export type KqlType = 'string' | 'int' | 'long' | 'real' | 'bool' | 'datetime' | 'timespan' | 'dynamic'

export interface KqlTable {
  readonly columns: Readonly<Record<string, KqlType>>
  readonly rows: readonly KqlRow[]
}

/** Azure Monitor's refusal of a query: the code and the words of the innermost error. */
export class KqlError extends Error {
  override readonly name = 'KqlError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export function unresolved(operator: string, what: 'table or column' | 'scalar', name: string): KqlError {
  return new KqlError('SEM0100', `'${operator}' operator: Failed to resolve ${what} expression named '${name}'`)
}

export function syntaxError(near: string): KqlError {
  return new KqlError('SYN0002', `Query could not be parsed at '${near}'`)
}

export function isSpan(value: KqlValue): value is KqlSpan {
  return typeof value === 'object' && value !== null && 'spanInMs' in value
}

/** For comparing and calculating: times and spans are milliseconds. */
export function toNumber(value: KqlValue): number {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value !== null && isSpan(value)) return value.spanInMs
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

export function toText(value: KqlValue): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
