import { expect, test } from 'vitest'
import { type Fault, faults } from '../../../simulator/index.ts'
import { judgeVerdict } from '../../../src/cli/score/run-scoring-job.ts'
import { scoreLines } from '../../../src/cli/score/score-lines.ts'
import { tallyScore } from '../../../src/cli/score/tally-score.ts'
import type { ScoringResult } from '../../../src/cli/score/types.ts'
import type { RankedCause, Verdict } from '../../../src/incident/verdict.ts'

const fault = (id: string): Fault => {
  const found = faults.find((one) => one.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

const ranked = (cause: string, confidence = 0.85, step?: string): RankedCause => ({
  cause,
  confidence,
  evidence: [],
  against: [],
  steps: step === undefined ? [] : [{ step, args: {}, why: { key: 'why' } }],
})

const verdict = (outcome: Verdict['outcome'], ...causes: readonly RankedCause[]): Verdict => ({
  at: 0,
  outcome,
  causes,
  unseen: [],
})

test.each([
  ['bad-instance', verdict('cause', ranked('bad-instance')), true, true],
  ['bad-instance', verdict('cause', ranked('crashing'), ranked('bad-instance')), false, true],
  ['bad-instance', verdict('cause', ranked('crashing'), ranked('a'), ranked('bad-instance')), false, false],
  // A runner-up of a verdict that names nothing is no answer.
  ['bad-instance', verdict('not-enough-evidence', ranked('bad-instance', 0.5)), false, false],
  // The fault's id is not always its cause.
  ['crash-on-path', verdict('cause', ranked('crashing')), true, true],
  ['two-at-once', verdict('cause', ranked('bad-deployment'), ranked('cpu-saturation')), true, true],
  ['two-at-once', verdict('cause', ranked('bad-deployment'), ranked('crashing')), true, false],
  ['healthy', verdict('nothing-wrong'), true, true],
  ['healthy', verdict('not-enough-evidence'), false, false],
  ['healthy', verdict('cause', ranked('healthy')), false, false],
  ['bad-instance', verdict('nothing-wrong'), false, false],
])('%s, judged %#: first %s, in two %s', (id, said, rightFirst, rightInTwo) => {
  expect(judgeVerdict(fault(id), said)).toMatchObject({ rightFirst, rightInTwo })
})

test('the first step that is offered counts as harmful where the fault says so, and no other', () => {
  const { harmful } = fault('cpu-saturation')

  expect(harmful).toContain('restart')
  expect(judgeVerdict(fault('cpu-saturation'), verdict('cause', ranked('memory-leak', 0.7, 'restart'))).harmful).toBe(
    true,
  )
  expect(judgeVerdict(fault('cpu-saturation'), verdict('cause', ranked('a', 0.7, 'soft-restart'))).harmful).toBe(false)
  // Nobody is offered the steps of a verdict that names nothing.
  expect(
    judgeVerdict(fault('cpu-saturation'), verdict('not-enough-evidence', ranked('a', 0.4, 'restart'))).harmful,
  ).toBe(false)
})

const result = (named: string, confidence: number, more: Partial<ScoringResult> = {}): ScoringResult => ({
  fault: 'crashing',
  seed: 2,
  outcome: 'cause',
  named: [named],
  confidence,
  rightFirst: named === 'crashing',
  rightInTwo: named === 'crashing',
  harmful: false,
  minutesSinceReport: 0,
  minutesSinceOnset: 17,
  unseen: [],
  ...more,
})

test('shares, confusion, calibration and the goals', () => {
  const results = [
    ...Array.from({ length: 18 }, () => result('crashing', 0.9)),
    result('memory-leak', 0.85, { rightInTwo: true, minutesSinceReport: 4, harmful: true }),
    result('', 0, { outcome: 'not-enough-evidence', named: [] }),
  ]
  const score = tallyScore(results)

  expect(score.total).toMatchObject({ runs: 20, rightFirst: 0.9, rightInTwo: 0.95, harmfulFirstSteps: 1 })
  expect(score.total).toMatchObject({ notEnoughEvidence: 0.05, minutesSinceReport: 0, minutesSinceOnset: 17 })
  expect(score.confusion).toEqual({ crashing: { crashing: 18, 'memory-leak': 1, 'not-enough-evidence': 1 } })
  expect(score.calibration.at(-1)).toEqual({ from: 0.9, named: 18, right: 18 })
  expect(score.rightWhereSure).toBeCloseTo(18 / 19, 3)
  expect(score.reached).toBe(false)
  expect(tallyScore(results.slice(0, 18)).reached).toBe(true)
  expect(scoreLines(score).join('\n')).toContain('crashing → crashing 18, memory-leak 1, not-enough-evidence 1')
})
