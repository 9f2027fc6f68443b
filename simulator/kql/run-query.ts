import { aggregate, isAggregate } from './aggregate.ts'
import { checkColumns, evaluate, isTrue } from './evaluate-expression.ts'
import { type KqlRow, type KqlTable, type KqlValue, syntaxError, toNumber, toText, unresolved } from './kql-values.ts'
import { type Expression, parseExpression, readerOf, type TokenReader } from './parse-expression.ts'
import { type Token, tokenize } from './tokenize.ts'

export interface QueryResult {
  readonly columns: readonly string[]
  readonly rows: readonly KqlRow[]
}

/** What a query asks first. */
export interface AskedTable {
  readonly table: string
  /** The operator after it: Azure's refusal names that. */
  readonly operator: string
}

export function askedTableOf(query: string): AskedTable {
  const [first, second] = stepsOf(tokenize(query))
  const name = first?.[0]
  if (first?.length !== 1 || name?.kind !== 'name') throw syntaxError(name?.text ?? 'the beginning')
  return { table: name.text, operator: second?.[0]?.text ?? 'take' }
}

/**
 * Runs a query of one table: `where`, `extend`, `project`, `summarize`, `order by`, `top`, `take`. Throws `KqlError` as
 * Azure Monitor refuses, with the same codes.
 */
export function runQuery(query: string, table: KqlTable): QueryResult {
  const [, ...steps] = stepsOf(tokenize(query))
  let result: QueryResult = { columns: Object.keys(table.columns), rows: table.rows }
  for (const step of steps) result = runStep(readerOf(step), result)
  return result
}

export function unknownTable({ table, operator }: AskedTable): Error {
  return unresolved(operator, 'table or column', table)
}

function stepsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const steps: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'sign' && token.text === '|') steps.push([])
    else steps.at(-1)?.push(token)
  }
  return steps
}

function runStep(reader: TokenReader, from: QueryResult): QueryResult {
  const { text: operator } = reader.next()
  switch (operator) {
    case 'where': {
      const test = checked(reader, from, operator)
      return ended(reader, { ...from, rows: from.rows.filter((row) => isTrue(evaluate(test, row, operator))) })
    }
    case 'extend':
    case 'project':
      return ended(reader, compute(readNamed(reader), from, operator))
    case 'summarize':
      return ended(reader, summarize(reader, from))
    case 'order':
    case 'sort':
      reader.expect('by')
      return ended(reader, { ...from, rows: sorted(reader, from) })
    case 'top': {
      const count = toNumber(constant(reader))
      reader.expect('by')
      return ended(reader, { ...from, rows: sorted(reader, from).slice(0, count) })
    }
    case 'take':
    case 'limit':
      return ended(reader, { ...from, rows: from.rows.slice(0, toNumber(constant(reader))) })
    default:
      throw syntaxError(operator)
  }
}

function ended(reader: TokenReader, result: QueryResult): QueryResult {
  const left = reader.peek()
  if (left !== undefined) throw syntaxError(left.text)
  return result
}

function checked(reader: TokenReader, { columns }: QueryResult, operator: string): Expression {
  const expression = parseExpression(reader)
  checkColumns(expression, new Set(columns), operator)
  return expression
}

function constant(reader: TokenReader): KqlValue {
  return evaluate(parseExpression(reader), { values: {} }, 'take')
}

interface NamedExpression {
  readonly name: string
  readonly expression: Expression
}

/** `a, b=f(c)`; what has no name gets its column's, or one of Kusto's making. */
function readNamed(reader: TokenReader): readonly NamedExpression[] {
  const named: NamedExpression[] = []
  do {
    const first = parseExpression(reader)
    const isName = first.is === 'column' && reader.accept('=')
    const expression = isName ? parseExpression(reader) : first
    named.push({ name: first.is === 'column' ? first.name : madeName(first), expression })
  } while (reader.accept(','))
  return named
}

function madeName(expression: Expression): string {
  if (expression.is !== 'call') return 'Column1'
  const [argument] = expression.args
  const of = argument?.is === 'column' ? argument.name : ''
  return expression.name === 'bin' || expression.name === 'bin_at' ? of : `${expression.name}_${of}`
}

function compute(named: readonly NamedExpression[], from: QueryResult, operator: string): QueryResult {
  const known = new Set(from.columns)
  for (const { expression } of named) checkColumns(expression, known, operator)
  const kept = operator === 'extend' ? from.columns : []
  const rows = from.rows.map(({ values, times }) => ({
    values: {
      ...(operator === 'extend' ? values : {}),
      ...Object.fromEntries(named.map(({ name, expression }) => [name, evaluate(expression, { values }, operator)])),
    },
    times,
  }))
  return { columns: [...new Set([...kept, ...named.map(({ name }) => name)])], rows }
}

function summarize(reader: TokenReader, from: QueryResult): QueryResult {
  const sums = readNamed(reader)
  const keys = reader.accept('by') ? readNamed(reader) : []
  const known = new Set(from.columns)
  for (const { expression } of [...sums, ...keys]) checkColumns(expression, known, 'summarize')
  for (const { expression } of sums) if (!isAggregate(expression)) aggregate(expression, [])
  const groups = new Map<string, { readonly values: Readonly<Record<string, KqlValue>>; readonly rows: KqlRow[] }>()
  for (const row of from.rows) {
    const values = Object.fromEntries(
      keys.map(({ name, expression }) => [name, evaluate(expression, row, 'summarize')]),
    )
    const key = JSON.stringify(Object.values(values).map(toText))
    const group = groups.get(key) ?? { values, rows: [] }
    group.rows.push(row)
    groups.set(key, group)
  }
  return {
    columns: [...keys, ...sums].map(({ name }) => name),
    rows: [...groups.values()].map(({ values, rows }) => ({
      values: {
        ...values,
        ...Object.fromEntries(sums.map(({ name, expression }) => [name, aggregate(expression, rows)])),
      },
      times: 1,
    })),
  }
}

function sorted(reader: TokenReader, from: QueryResult): readonly KqlRow[] {
  const keys: { readonly expression: Expression; readonly factor: 1 | -1 }[] = []
  do {
    const expression = checked(reader, from, 'sort')
    const ascends = reader.accept('asc')
    if (!ascends) reader.accept('desc')
    keys.push({ expression, factor: ascends ? 1 : -1 })
  } while (reader.accept(','))
  return from.rows.toSorted((one, other) => {
    for (const { expression, factor } of keys) {
      const order = orderOf(evaluate(expression, one, 'sort'), evaluate(expression, other, 'sort'))
      if (order !== 0) return order * factor
    }
    return 0
  })
}

function orderOf(one: KqlValue, other: KqlValue): number {
  const [left, right] = [toNumber(one), toNumber(other)]
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right
  const [a, b] = [toText(one), toText(other)]
  if (a === b) return 0
  return a < b ? -1 : 1
}
