import { type KqlValue, syntaxError } from './kql-values.ts'
import type { Token } from './tokenize.ts'

export type Expression =
  | { readonly is: 'value'; readonly value: KqlValue }
  | { readonly is: 'list'; readonly values: readonly Expression[] }
  | { readonly is: 'column'; readonly name: string }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly is: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }

/** Reads tokens one after the other. */
export interface TokenReader {
  peek(): Token | undefined
  next(): Token
  /** Takes the next token where it reads so. */
  accept(text: string): boolean
  expect(text: string): void
}

export function readerOf(tokens: readonly Token[]): TokenReader {
  let at = 0
  const reader: TokenReader = {
    peek: () => tokens[at],
    next: () => {
      const token = tokens[at++]
      if (token === undefined) throw syntaxError('the end')
      return token
    },
    accept: (text) => {
      const token = tokens[at]
      if (token?.text !== text || token.kind === 'value') return false
      at += 1
      return true
    },
    expect: (text) => {
      if (!reader.accept(text)) throw syntaxError(tokens[at]?.text ?? 'the end')
    },
  }
  return reader
}

/** From the loosest to the tightest. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  [
    ...['==', '!=', '=~', '!~', '<', '<=', '>', '>='],
    ...['contains', 'has', 'has_any', 'startswith', 'endswith', 'in', 'in~'].flatMap((word) => [word, `!${word}`]),
  ],
  ['+', '-'],
  ['*', '/', '%'],
]

export function parseExpression(reader: TokenReader, level = 0): Expression {
  const signs = levels[level]
  if (signs === undefined) return parseSingle(reader)
  let left = parseExpression(reader, level + 1)
  for (;;) {
    const sign = reader.peek()
    if (sign === undefined || sign.kind === 'value' || !signs.includes(sign.text)) return left
    reader.next()
    left = { is: 'binary', sign: sign.text, left, right: parseExpression(reader, level + 1) }
  }
}

function parseList(reader: TokenReader): readonly Expression[] {
  const values: Expression[] = []
  if (reader.accept(')')) return values
  do values.push(parseExpression(reader))
  while (reader.accept(','))
  reader.expect(')')
  return values
}

function parseSingle(reader: TokenReader): Expression {
  const token = reader.next()
  if (token.kind === 'value') return { is: 'value', value: token.value }
  if (token.text === '-') {
    return { is: 'binary', sign: '-', left: { is: 'value', value: 0 }, right: parseSingle(reader) }
  }
  if (token.text === '(') {
    const values = parseList(reader)
    const [only] = values
    return values.length === 1 && only !== undefined ? only : { is: 'list', values }
  }
  if (token.kind === 'sign') throw syntaxError(token.text)
  if (reader.accept('(')) return { is: 'call', name: token.text, args: parseList(reader) }
  return { is: 'column', name: token.text }
}
