import { describe, expect, it } from 'vitest'
import type { Action, Incident } from '../../src/incident/incident.ts'
import { pastTroubleOf } from '../../src/incident/past-trouble.ts'
import type { Verdict } from '../../src/incident/verdict.ts'

const hour = 3_600_000
const day = 24 * hour
const now = 100 * day

const verdictOn = (cause: string): Verdict => ({
  at: now,
  outcome: 'cause',
  causes: [{ cause, confidence: 0.9, evidence: [], against: [], steps: [] }],
  unseen: [],
})

const recoveredBy = (step: string, readAt: number): Action =>
  ({ id: 'a', request: { step, args: {} }, status: 'recovered', verification: { readAt } }) as unknown as Action

const earlier = (
  id: string,
  openedAt: number,
  actions: readonly Action[],
  { cause = 'memory-leak', outcome = 'recovered' } = {},
): Incident =>
  ({
    id,
    openedAt,
    actions,
    verdict: verdictOn(cause),
    closed: { at: openedAt + hour, outcome },
  }) as unknown as Incident

const pastOf = (...others: readonly Incident[]) =>
  pastTroubleOf(verdictOn('memory-leak'), { id: 'INC-9', openedAt: now }, others)

describe('the same trouble before', () => {
  it('is counted with this one, and with what helped for how long', () => {
    const past = pastOf(
      earlier('INC-8', now - 6 * hour - hour, [recoveredBy('soft-restart', now - 6 * hour)]),
      earlier('INC-7', now - 20 * hour, [recoveredBy('soft-restart', now - 19 * hour)]),
    )

    expect(past).toMatchObject({ times: 3 })
    expect(past?.helped).toEqual({ request: { step: 'soft-restart', args: {} }, times: 2, forInMs: 6 * hour })
  })

  it('names the step that helped most often', () => {
    const past = pastOf(
      earlier('INC-8', now - day, [recoveredBy('restart', now - 23 * hour)]),
      earlier('INC-7', now - 2 * day, [recoveredBy('soft-restart', now - 47 * hour)]),
      earlier('INC-6', now - 3 * day, [recoveredBy('soft-restart', now - 71 * hour)]),
    )

    expect(past?.helped?.request.step).toBe('soft-restart')
  })

  it('is told without help where nothing helped', () => {
    const past = pastOf(earlier('INC-8', now - day, [], { outcome: 'unresolved' }))

    expect(past).toMatchObject({ times: 2 })
    expect(past).not.toHaveProperty('helped')
  })
})

it.each([
  ['another cause', earlier('INC-8', now - day, [], { cause: 'cpu-saturation' })],
  ['longer ago', earlier('INC-8', now - 31 * day, [])],
  ['a mistake', earlier('INC-8', now - day, [], { outcome: 'abandoned' })],
  ['nothing wrong', earlier('INC-8', now - day, [], { outcome: 'nothing-wrong' })],
  ['itself', earlier('INC-9', now - day, [])],
])('of %s nothing is said', (_, other) => {
  expect(pastOf(other)).toBeUndefined()
})
