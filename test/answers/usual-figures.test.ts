import { expect, test } from 'vitest'
import { usualLine } from '../../src/answers/figures/usual-line.ts'
import { sinceFirstSeen } from '../../src/answers/seen/earliest-lines.ts'
import { figureReasonLines } from '../../src/answers/why/figure-reasons.ts'
import type { Translate } from '../../src/i18n/types.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import type { LogFinding, MetricFinding } from '../../src/incident/finding.ts'
import { incidentOf } from '../views/fixtures.ts'

const minute = 60_000
const keys = ((message: { key: string; args?: Record<string, unknown> }) =>
  `${message.key} ${message.args?.base} ${message.args?.usual} ${message.args?.now} ${message.args?.is}`) as unknown as Translate
const say = Object.assign(keys, { dateTime: String, time: String, number: String, duration: String })

const threads = (points: MetricFinding['series'][number]['points']): MetricFinding => ({
  kind: 'metric',
  metric: 'Threads',
  of: 'app',
  unit: 'count',
  aggregation: 'average',
  grainInMs: minute,
  series: [{ points }],
})
const wanted = { title: 'Threads', since: 30 * minute, now: 60 * minute, compared: [], valueText: String }

test('what is usual is of before the onset, whatever crept up in its last minutes', () => {
  const points = Array.from({ length: 60 }, (_, at) => [at * minute, at < 27 ? 41 : at < 30 ? 120 : 400] as const)

  expect(usualLine(threads(points), wanted, say)).toEqual(['answer.figures.usual before 41 400 more'])
})

test('one day that is named is what it is held against', () => {
  const compared = [{ day: 'yesterday' as const, findings: [threads([[0, 50]])] }]
  const points = Array.from({ length: 60 }, (_, at) => [at * minute, 52] as const)

  expect(usualLine(threads(points), { ...wanted, compared }, say)).toEqual([
    'answer.figures.usual yesterday 50 52 same',
  ])
})

test('a later look that reads less of a log moves no first line', () => {
  const entry: LogFinding = {
    ...{ kind: 'log', log: 'container', entry: 'exception', exception: 'TimeoutError', line: 'x', count: 3 },
    first: 900,
  }
  const result = { probe: 'container-log', status: 'ok', findings: [{ ...entry, first: 500 }] }
  const events = [{ type: 'ProbeFinished', round: 1, result }] as unknown as readonly IncidentEvent[]

  expect(sinceFirstSeen([entry], events)[0]?.first).toBe(500)
  expect(sinceFirstSeen([entry], [])[0]?.first).toBe(900)
})

test('only who asks why of a figure gets its reason', () => {
  expect(figureReasonLines(incidentOf('judged'), 'why is it down', say)).toEqual([])
  expect(figureReasonLines(incidentOf('judged'), 'what is the cpu', say)).toEqual([])
  expect(figureReasonLines(incidentOf('judged'), 'why is the cpu so high', say)).not.toEqual([])
})
