import { describe, expect, test } from 'vitest'
import { runningClock, steppedClock } from '../../src/clock/running-clock.ts'

const start = Date.UTC(2026, 0, 15, 3, 0)

describe('a stepped clock', () => {
  test('calls back whoever waits in the order of their times, each at its own, and stands still otherwise', () => {
    const clock = steppedClock(start)
    const called: string[] = []
    const waitFor = (name: string, inMs: number) => clock.at(start + inMs, () => called.push(`${name} ${clock.now()}`))
    waitFor('second', 2_000)
    waitFor('first', 1_000)
    waitFor('called off', 1_500)()
    waitFor('later', 9_000)

    clock.advanceTo(start + 3_000)

    expect(called).toEqual([`first ${start + 1_000}`, `second ${start + 2_000}`])
    expect(clock.now()).toBe(start + 3_000)
    expect(clock.next()).toBe(start + 9_000)
  })

  test('ends a deadline as it passes it, and not before', () => {
    const clock = steppedClock(start)
    clock.advanceTo(start + 1_000)
    const deadline = clock.deadline(15_000)

    clock.advanceTo(start + 15_999)
    expect(deadline.aborted).toBe(false)

    clock.advanceTo(start + 16_000)
    expect(deadline.aborted).toBe(true)
  })

  test('counts nobody as waiting for a deadline: a drill is not drawn on by what is only a limit', () => {
    const clock = steppedClock(start)

    clock.deadline(15_000)

    expect(clock.next()).toBeUndefined()
  })
})

test('a running clock begins where it was told to, and runs as fast', () => {
  const anHourAgo = Date.now() - 3_600_000
  const clock = runningClock(60, { simulated: start, real: anHourAgo })

  const hours = (clock.now() - start) / 3_600_000

  expect(Math.floor(hours / 60)).toBe(1)
})
