import { evaluate, isTrue } from './evaluate-expression.ts'
import { KqlError, type KqlRow, type KqlValue, toNumber, toText } from './kql-values.ts'
import type { Expression } from './parse-expression.ts'

/** A group's rows; `read` gives an argument's value for one of them. */
interface Group {
  readonly rows: readonly KqlRow[]
  read(argument: number, row: KqlRow): KqlValue
}

const aggregates: Readonly<Record<string, (group: Group) => KqlValue>> = {
  count: ({ rows }) => timesOf(rows),
  countif: ({ rows, read }) => timesOf(rows.filter((row) => isTrue(read(0, row)))),
  sum: (group) => sumOf(group, group.rows),
  sumif: (group) =>
    sumOf(
      group,
      group.rows.filter((row) => isTrue(group.read(1, row))),
    ),
  avg: (group) => (timesOf(group.rows) === 0 ? null : sumOf(group, group.rows) / timesOf(group.rows)),
  min: (group) => extreme(group, (one, best) => one < best),
  max: (group) => extreme(group, (one, best) => one > best),
  take_any: ({ rows, read }) => rows.map((row) => read(0, row)).find((value) => toText(value) !== '') ?? null,
  dcount: ({ rows, read }) => new Set(rows.map((row) => toText(read(0, row)))).size,
  percentile: (group) => percentileOf(group),
}

export function isAggregate(expression: Expression): boolean {
  return expression.is === 'call' && expression.name in aggregates
}

/** Throws `KqlError` where it is none. */
export function aggregate(expression: Expression, rows: readonly KqlRow[]): KqlValue {
  if (expression.is !== 'call' || aggregates[expression.name] === undefined) {
    throw new KqlError('SEM0077', "'summarize' operator: an aggregate is expected")
  }
  const { args } = expression
  const read = (argument: number, row: KqlRow): KqlValue => {
    const asked = args[argument]
    if (asked === undefined) throw new KqlError('SEM0219', `${expression.name}(): too few arguments`)
    return evaluate(asked, row, 'summarize')
  }
  return aggregates[expression.name]?.({ rows, read }) ?? null
}

function timesOf(rows: readonly KqlRow[]): number {
  return rows.reduce((sum, { times }) => sum + times, 0)
}

function sumOf({ read }: Group, rows: readonly KqlRow[]): number {
  return rows.reduce((sum, row) => sum + (toNumber(read(0, row)) || 0) * row.times, 0)
}

function extreme({ rows, read }: Group, isBetter: (one: number, best: number) => boolean): KqlValue {
  let best: KqlValue = null
  for (const row of rows) {
    const value = read(0, row)
    if (value !== null && (best === null || isBetter(toNumber(value), toNumber(best)))) best = value
  }
  return best
}

/** The nearest rank; every row counts for as many as it stands for. */
function percentileOf({ rows, read }: Group): KqlValue {
  const [first] = rows
  if (first === undefined) return null
  const share = toNumber(read(1, first)) / 100
  const sorted = rows
    .map((row) => ({ value: toNumber(read(0, row)), times: row.times }))
    .filter(({ value }) => Number.isFinite(value))
    .toSorted((one, other) => one.value - other.value)
  const rank = share * sorted.reduce((sum, { times }) => sum + times, 0)
  let passed = 0
  for (const { value, times } of sorted) {
    passed += times
    if (passed >= rank) return value
  }
  return null
}
