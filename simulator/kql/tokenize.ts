import { type KqlValue, syntaxError } from './kql-values.ts'

export type Token =
  | { readonly kind: 'name' | 'sign'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string; readonly value: KqlValue }

const unitsInMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Each at the place where the last one ended; the first that fits counts. */
const patterns: readonly (readonly [RegExp, (found: RegExpExecArray) => Token | undefined])[] = [
  [/\s+|\/\/[^\n]*/y, () => undefined],
  [/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/y, ([text, one, two]) => valueToken(text, unescaped(one ?? two ?? ''))],
  [/datetime\(([^)]*)\)/y, ([text, at = '']) => valueToken(text, dateOf(at))],
  [/(?:time|timespan)\((\d+(?:\.\d+)?)(ms|[smhd])\)/y, ([text, n, unit]) => spanToken(text, n, unit)],
  [/(\d+(?:\.\d+)?)(ms|[smhd])\b/y, ([text, n, unit]) => spanToken(text, n, unit)],
  [/\d+(?:\.\d+)?/y, ([text]) => valueToken(text, Number(text))],
  [/!?[A-Za-z_][A-Za-z0-9_]*~?/y, ([text]) => wordToken(text)],
  [/==|!=|=~|!~|<=|>=|[-=<>+*/%(),|.[\]]/y, ([text]) => ({ kind: 'sign', text })],
]

/** The query's parts; throws `KqlError` where it can't be read. */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < query.length) {
    const from = at
    for (const [pattern, make] of patterns) {
      pattern.lastIndex = from
      const found = pattern.exec(query)
      if (found === null) continue
      at = pattern.lastIndex
      const token = make(found)
      if (token !== undefined) tokens.push(token)
      break
    }
    if (at === from) throw syntaxError(query.slice(from, from + 20))
  }
  return tokens
}

function valueToken(text: string, value: KqlValue): Token {
  return { kind: 'value', text, value }
}

function spanToken(text: string, amount: string | undefined, unit: string | undefined): Token {
  return valueToken(text, { spanInMs: Number(amount) * (unitsInMs[unit ?? ''] ?? Number.NaN) })
}

function wordToken(text: string): Token {
  if (text === 'true' || text === 'false') return valueToken(text, text === 'true')
  return { kind: 'name', text }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' }

function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|(.))/g, (_, code: string | undefined, char: string) =>
    code === undefined ? (escapes[char] ?? char) : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function dateOf(text: string): Date {
  const date = new Date(text.trim())
  if (Number.isNaN(date.getTime())) throw syntaxError(`datetime(${text})`)
  return date
}
