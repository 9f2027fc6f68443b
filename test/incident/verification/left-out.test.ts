import { expect, test } from 'vitest'
import type { Action } from '../../../src/incident/incident.ts'
import type { MitigationPlan } from '../../../src/incident/mitigation-plan.ts'
import { restartSuccess, stoppedSuccess } from '../../../src/incident/verification/success-criteria.ts'
import type { LimitReading } from '../../../src/incident/verification/verification-event.ts'
import { approve, begin, minute, person, planOf, proposed, start } from '../story.ts'

type Success = MitigationPlan['success']

/** What became of a step whose limits were read so every minute. */
const statusAfter = (success: Success, readings: readonly LimitReading[], minutes: number): Action['status'] => {
  const plan = { ...planOf(), destroysEvidence: false, success }
  const running = proposed(plan)
    .when(approve(person('bram')))
    .when(begin(plan))
    .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' })
    .when({ type: 'StartVerification', action: 'INC-1.a', before: [] })
  const read = Array.from({ length: minutes }, (_, nth) => start + (nth + 1) * minute).reduce(
    (story, now) => story.when({ type: 'RecordReadings', action: 'INC-1.a', readings }, { now }),
    running,
  )
  return read.incident.actions[0]?.status ?? 'requested'
}

const leftOut = (limit: number): LimitReading => ({ limit, value: null, holds: false, notOffered: true })
const read = (limit: number, holds: boolean): LimitReading => ({ limit, value: 1, holds })
const unread = (limit: number): LimitReading => ({ limit, value: null, holds: false })
const figures = (holds: boolean) => restartSuccess.limits.slice(1).map((_, nth) => read(nth + 1, holds))

test('an app that nobody may visit recovers by its figures', () => {
  expect(statusAfter(restartSuccess, [leftOut(0), ...figures(true)], 4)).toBe('recovered')
  expect(statusAfter(restartSuccess, [leftOut(0), ...figures(true)], 3)).toBe('verifying')
})

test('figures that do not hold, or a visit that got no answer, are no recovery', () => {
  expect(statusAfter(restartSuccess, [leftOut(0), ...figures(false)], 15)).toBe('not-recovered')
  expect(statusAfter(restartSuccess, [unread(0), ...figures(true)], 15)).toBe('not-recovered')
})

test('where nothing at all can be measured no remedy has helped, and what mends nothing has taken hold', () => {
  expect(
    statusAfter(
      restartSuccess,
      restartSuccess.limits.map((_, nth) => leftOut(nth)),
      15,
    ),
  ).toBe('not-recovered')
  expect(
    statusAfter(
      stoppedSuccess,
      stoppedSuccess.limits.map((_, nth) => leftOut(nth)),
      2,
    ),
  ).toBe('done')
})
