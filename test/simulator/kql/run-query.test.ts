import { expect, test } from 'vitest'
import { KqlError, type KqlTable } from '../../../simulator/kql/kql-values.ts'
import { runQuery } from '../../../simulator/kql/run-query.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 15, 10, minute))
const table: KqlTable = {
  columns: { time: 'datetime', path: 'string', status: 'int', took: 'real' },
  rows: [
    { values: { time: at(1), path: '/a', status: 200, took: 10 }, times: 90 },
    { values: { time: at(2), path: '/a', status: 500, took: 900 }, times: 10 },
    { values: { time: at(7), path: '/b/Error page', status: 404, took: 20 }, times: 5 },
  ],
}

const rowsOf = (query: string): readonly unknown[] =>
  runQuery(`T | ${query}`, table).rows.map(({ values }) => Object.values(values))

test.each([
  ["where path == '/a' and status >= 500 | project status", [[500]]],
  ["where path has 'error' | project path", [['/b/Error page']]],
  ["where path !has 'error' | summarize count()", [[100]]],
  ["where status in (404, 405) or path startswith '/B' | project status", [[404]]],
  ["where path has_any ('nothing', 'page') | project path", [['/b/Error page']]],
  [
    'summarize n=count(), bad=countif(status >= 500), p=percentile(took, 95) by path | order by n desc',
    [
      ['/a', 100, 10, 900],
      ['/b/Error page', 5, 0, 20],
    ],
  ],
  ['summarize sum(status) by slot=bin(time, 5m) | project sum_status', [[23_000], [2020]]],
  [
    'summarize n=count() by slot=bin_at(time, time(300s), datetime(2026-01-15T10:02:00.000Z)) | top 1 by slot asc | project slot, n',
    [[at(-3), 90]],
  ],
  ['summarize first=min(time), last=max(time), kinds=dcount(path)', [[at(1), at(7), 2]]],
  ["extend kind=iff(status >= 500, 'bad', 'good') | summarize sumif(took, kind == 'bad')", [[9000]]],
  ['project tostring(status), toint(took) | take 1', [['200', 10]]],
])('%s', (query, rows) => {
  expect(rowsOf(query)).toEqual(rows)
})

test.each([
  ['where stat > 1', 'SEM0100', 'stat'],
  ['summarize count() by pth', 'SEM0100', 'pth'],
  ['where time > ago(1h)', 'SEM0260', 'ago'],
  ['render timechart', 'SYN0002', 'render'],
  ["where path == 'open", 'SYN0002', "'open"],
  ['take 1 2', 'SYN0002', '2'],
])('%s is refused as %s', (query, code, words) => {
  const refused = (() => {
    try {
      return rowsOf(query)
    } catch (error) {
      return error
    }
  })()

  expect(refused).toBeInstanceOf(KqlError)
  expect(refused).toMatchObject({ code, message: expect.stringContaining(words) })
})
