import { expect, test } from 'vitest'
import { autoHealRulesShape, ruleFindingsOf } from '../../src/observe/sources/auto-heal-rules.ts'

const rulesIn = (answer: unknown) => ruleFindingsOf(autoHealRulesShape.parse(answer))
const recycle = { actionType: 'Recycle', customAction: null, minProcessExecutionTime: '00:03:00' }

test('each trigger is a rule, with what happens when it is met', () => {
  const rules = rulesIn({
    triggers: {
      requests: { count: 500, timeInterval: '00:01:00' },
      privateBytesInKB: 1_048_576,
      statusCodes: [{ status: 500, subStatus: 0, win32Status: 0, count: 5, timeInterval: '00:00:30', path: '' }],
      statusCodesRange: [{ statusCodes: '500-599', count: 9, timeInterval: '00:05:00', path: '/pay' }],
      slowRequests: { timeTaken: '00:00:01', count: 10, timeInterval: '00:02:00', path: null },
      slowRequestsWithPath: [],
    },
    actions: recycle,
  })

  expect(rules.map(({ name }) => name)).toEqual([
    'requests',
    'private-bytes',
    'status-codes',
    'status-codes 2',
    'slow-requests',
  ])
  expect(rules[1]?.properties).toEqual({
    kind: 'private-bytes',
    megabytes: 1024,
    action: 'Recycle',
    leastAgeInMs: 180_000,
  })
  expect(rules[3]?.properties).toMatchObject({ codes: '500-599', count: 9, withinInMs: 300_000, path: '/pay' })
  expect(rules[4]?.properties).toMatchObject({ takenInMs: 1000, withinInMs: 120_000, path: null })
})

test.each([
  null,
  undefined,
  {},
  'unexpected',
  { triggers: null, actions: recycle },
  { triggers: { privateBytesInKB: 0, statusCodes: null }, actions: recycle },
  { triggers: { slowRequests: 7 }, actions: recycle },
  { triggers: { privateBytesInKB: 9000 }, actions: null },
])('%j has no rule, and spoils nothing', (answer) => {
  expect(rulesIn(answer)).toEqual([])
})
