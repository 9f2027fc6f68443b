import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayInMs, daysKept, isExpired } from '../../src/incident/retention.ts'

const retention = { dumps: 7, others: 365 }

test.each([
  ['application/octet-stream', 7],
  ['application/zip', 7],
  ['text/plain', 365],
  ['application/json', 365],
])('%s is kept for %i days, to the millisecond', (contentType, days) => {
  const end = 1_000 + days * dayInMs

  expect(daysKept({ contentType }, retention)).toBe(days)
  expect(isExpired({ contentType, at: 1_000 }, { retention, now: end - 1 })).toBe(false)
  expect(isExpired({ contentType, at: 1_000 }, { retention, now: end })).toBe(true)
})

test('0 days is for ever', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom('text/plain', 'application/zip'), (now, contentType) => {
      expect(isExpired({ contentType, at: 0 }, { retention: { dumps: 0, others: 0 }, now })).toBe(false)
    }),
  )
})
