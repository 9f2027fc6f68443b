import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedTableOf, runQuery } from '../../simulator/kql/run-query.ts'
import { kqlLiteral } from '../../src/azure/kql-literal.ts'

const table = { columns: { name: 'string' }, rows: [{ values: { name: 'x' }, times: 1 }] } as const

/** The value that a query engine reads out of the literal. */
const readBack = (text: string): unknown =>
  runQuery(`T | extend read=${kqlLiteral(text)} | project read`, table).rows[0]?.values.read

test.each(["it's", '"', '\\', "\\'", 'a\nb', '\r', '| take 1', "' or 1==1 //", 'é😀', '\u2028', '\0', ''])(
  '%j is read back as it is',
  (text) => {
    expect(readBack(text)).toBe(text)
  },
)

test('any text stays one literal of plain ASCII, and is read back as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(kqlLiteral(text)).toMatch(/^'[\x20-\x7e]*'$/)
      expect(kqlLiteral(text).slice(1, -1)).not.toMatch(/['"]/)
      expect(askedTableOf(`T | where name == ${kqlLiteral(text)}`).table).toBe('T')
      expect(readBack(text)).toBe(text)
    }),
  )
})

test('numbers, lists, spans and moments have their own forms', () => {
  expect([5, ['a', "b'"], { spanInMs: 300_000 }, { instant: 0 }].map(kqlLiteral)).toEqual([
    '5',
    "('a', 'b\\u0027')",
    'time(300s)',
    'datetime(1970-01-01T00:00:00.000Z)',
  ])
  expect(() => kqlLiteral(Number.NaN)).toThrow('No literal')
})
