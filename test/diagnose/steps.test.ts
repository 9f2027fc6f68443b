import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnose/index.ts'
import type { ProbeResult } from '../../src/incident/finding.ts'
import type { SuggestedStep } from '../../src/incident/verdict.ts'
import { estate, type Round } from './estate.ts'
import type { Scenario } from './scenarios.ts'

const stepsIn = ({ results, window, at }: Round, cause: string): readonly SuggestedStep[] =>
  diagnose(results, window, at).causes.find((ranked) => ranked.cause === cause)?.steps ?? []

const requests = (steps: readonly SuggestedStep[]) => steps.map(({ step, args }) => ({ step, args }))

const withPlan = (round: Round, properties: Record<string, number | boolean>): Round => ({
  ...round,
  results: round.results.map(
    (result): ProbeResult =>
      result.probe === 'plan-state'
        ? { ...result, findings: [{ kind: 'state', of: 'plan', name: 'plan', properties }] }
        : result,
  ),
})

test.each([
  // 3 at about 97 % need 5 to come to 60 %; a doubling and the plan's maximum bound it.
  [{ workers: 3, maximumWorkers: 10 }, 5],
  [{ workers: 3, maximumWorkers: 4 }, 4],
  [{ workers: 1, maximumWorkers: 30 }, 2],
])('CPU saturation: %o scales out to %i', (plan, workers) => {
  const [first, ...others] = stepsIn(withPlan(estate('cpu-saturation', 4), plan), 'cpu-saturation')

  expect(first).toMatchObject({ step: 'scale-out', args: { workers } })
  expect(others).toEqual([])
})

test.each([
  { workers: 10, maximumWorkers: 10 },
  { workers: 3 },
  { workers: 3, maximumWorkers: 10, automaticScaling: true },
])('CPU saturation: %o cannot scale out, and a restart is not put in its place', (plan) => {
  expect(stepsIn(withPlan(estate('cpu-saturation', 4), plan), 'cpu-saturation')).toEqual([])
})

test('a leak: a soft restart first, a full one after it', () => {
  expect(requests(stepsIn(estate('memory-leak', 4), 'memory-leak'))).toEqual([
    { step: 'soft-restart', args: {} },
    { step: 'restart', args: {} },
  ])
})

test('a bad instance: the right one is restarted, always', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
      const round = estate('bad-instance', seed)

      expect(requests(stepsIn(round, 'bad-instance'))).toEqual([
        { step: 'restart-instance', args: { instance: round.sick } },
      ])
    }),
    { seed: 7, numRuns: 40 },
  )
})

test.each<Scenario>(['bad-deployment', 'slow-dependency', 'azure-outage'])(
  '%s: waiting or going back is right',
  (fault) => {
    expect(stepsIn(estate(fault, 4), fault)).toEqual([])
  },
)
