/** What may vary in a query of logs: a text, a number, a list of texts, a span or a moment of time in milliseconds. */
export type KqlValue =
  | string
  | number
  | readonly string[]
  | { readonly spanInMs: number }
  | { readonly instant: number }

/** Everything but plain ASCII without quotes and backslashes is written as a code: nothing can end the literal. */
const unsafe = /[^\x20-\x7e]|["'\\]/g

/**
 * The one way by which a value enters a query of logs. Kusto reads `\uXXXX` in a quoted text as the code unit. Throws
 * for a number that has no literal.
 */
export const kqlLiteral = (value: KqlValue): string => {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return finite(value)
  if ('spanInMs' in value) return `time(${Math.round(Number(finite(value.spanInMs)) / 1000)}s)`
  if ('instant' in value) return `datetime(${new Date(value.instant).toISOString()})`
  return `(${value.map(quoted).join(', ')})`
}

const quoted = (text: string): string =>
  `'${text.replace(unsafe, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`

const finite = (value: number): string => {
  if (!Number.isFinite(value)) throw new Error(`No literal of a query: ${value}`)
  return String(value)
}
