import { expect, test } from 'vitest'
import { dueAt, type Effect } from '../../src/incident/pending-effects.ts'

const hour = 3_600_000
const now = 10 * hour
const effect = (kind: 'run' | 'plan' | 'look' | 'verify' | 'expire' | 'end-lease'): Effect => ({ kind, action: 'a1' })

test.each([
  ['run', now - 1_000, now - 1_000],
  ['verify', now + 60_000, now + 60_000],
  ['expire', now + 5 * 60_000, now + 5 * 60_000],
] as const)('%s: by a clock that only goes on it is due when the state says', (kind, at, due) => {
  expect(dueAt({ key: kind, effect: effect(kind), at }, now)).toBe(due)
})

test.each([
  ['an approved step', 'run', now],
  ['a plan', 'plan', now],
  ['a look at what was sent', 'look', now + 10_000],
  ['a reading of the verification', 'verify', now + 60_000],
] as const)('%s waits no longer because the clock was set back two hours', (_, kind, due) => {
  expect(dueAt({ key: kind, effect: effect(kind), at: now + 2 * hour }, now)).toBe(due)
})

test.each(['expire', 'end-lease'] as const)('%s keeps the time that people were told', (kind) => {
  expect(dueAt({ key: kind, effect: effect(kind), at: now + 2 * hour }, now)).toBe(now + 2 * hour)
})
