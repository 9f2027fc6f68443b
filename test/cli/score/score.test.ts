import { describe, expect, test } from 'vitest'
import { type Fault, faults, trueCausesOf } from '../../../simulator/index.ts'
import type { FaultTruthNow } from '../../../src/cli/score/fetch-truth.ts'
import { isReplacedSilently, judgeVerdict } from '../../../src/cli/score/judge-verdict.ts'
import { scoreLines } from '../../../src/cli/score/score-lines.ts'
import { tallyScore } from '../../../src/cli/score/tally-score.ts'
import { parseAge, writtenAge } from '../../../src/cli/score/trouble-age.ts'
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

const truthAbout = (id: string): FaultTruthNow => {
  const causes = trueCausesOf(fault(id))
  return { is: causes.length === 0 ? 'nothing-wrong' : 'cause', causes }
}

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
  expect(judgeVerdict(fault(id), truthAbout(id), said)).toMatchObject({ rightFirst, rightInTwo })
})

describe('what is over', () => {
  const over: FaultTruthNow = { is: 'over', causes: ['plan-quota'] }
  const until = { until: 5 }

  test.each([
    ['told as over, with its cause', { ...verdict('cause', ranked('plan-quota')), ...until }, true],
    ['told as over, without a cause', { ...verdict('not-enough-evidence'), ...until }, true],
    ['not told, since nothing is wrong now', verdict('nothing-wrong'), true],
    ['told as over, with another cause', { ...verdict('cause', ranked('crashing')), ...until }, false],
    ['told with a step', { ...verdict('cause', ranked('plan-quota', 0.8, 'scale-up')), ...until }, false],
    ['told as if it lasted', verdict('cause', ranked('plan-quota')), false],
    ['not clear', verdict('not-enough-evidence'), false],
  ])('%s', (_, said, right) => {
    expect(judgeVerdict(fault('plan-quota'), over, said)).toMatchObject({ rightFirst: right, rightInTwo: right })
  })

  test('what lasts is not over', () => {
    const said = { ...verdict('cause', ranked('bad-instance')), ...until }

    expect(judgeVerdict(fault('bad-instance'), truthAbout('bad-instance'), said).rightFirst).toBe(false)
  })
})

test('the first step that is offered counts as harmful where the fault says so, and no other', () => {
  const saturated = fault('cpu-saturation')
  const isHarmful = (said: Verdict) => judgeVerdict(saturated, truthAbout('cpu-saturation'), said).harmful

  expect(saturated.harmful).toContain('restart')
  expect(isHarmful(verdict('cause', ranked('memory-leak', 0.7, 'restart')))).toBe(true)
  expect(isHarmful(verdict('cause', ranked('a', 0.7, 'soft-restart')))).toBe(false)
  // Nobody is offered the steps of a verdict that names nothing.
  expect(isHarmful(verdict('not-enough-evidence', ranked('a', 0.4, 'restart')))).toBe(false)
})

test('a healthy app that is not clear misses a goal of its own', () => {
  const looks = Array.from({ length: 20 }, () => result('crashing', 0.9))
  const calm = { fault: 'healthy', truth: 'nothing-wrong', named: [], rightFirst: true, rightInTwo: true } as const
  const healthy = result('', 0, { ...calm, outcome: 'nothing-wrong' })
  const unclear = result('', 0, { ...calm, outcome: 'not-enough-evidence', rightFirst: false, rightInTwo: false })

  expect(tallyScore([...looks, healthy])).toMatchObject({ healthyNotClear: 0, reached: true })
  expect(tallyScore([...looks, healthy, unclear])).toMatchObject({ healthyNotClear: 0.5, reached: false })
})

const result = (named: string, confidence: number, more: Partial<ScoringResult> = {}): ScoringResult => ({
  fault: 'crashing',
  seed: 2,
  outcome: 'cause',
  truth: 'cause',
  named: [named],
  confidence,
  rightFirst: named === 'crashing',
  rightInTwo: named === 'crashing',
  harmful: false,
  replacedSilently: 0,
  minutesSinceReport: 0,
  minutesSinceOnset: 17,
  reasons: [],
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

const named = (cause: string, more: Partial<Verdict> = {}): Verdict => ({ ...verdict('cause', ranked(cause)), ...more })
const because = { cause: 'a', at: 0, because: [{ key: 'evidence.memory-stable' }] }

test.each([
  ['the same cause', named('a'), named('a'), false],
  ['another one', named('a'), named('b'), true],
  ['another one, with a reason', named('a'), named('b', { replaces: because }), false],
  [
    'another one, with a word for it and no reason',
    named('a'),
    named('b', { replaces: { ...because, because: [] } }),
    true,
  ],
  [
    'beside another one',
    named('a'),
    { ...verdict('cause', ranked('b'), ranked('a')), beside: { is: 'tie', cause: 'a' } },
    false,
  ],
  ['none any more', named('a'), verdict('not-enough-evidence'), true],
  [
    'another one, with a reason against a third',
    named('a'),
    named('b', { replaces: { ...because, cause: 'c' } }),
    true,
  ],
  ['none, since nothing is wrong', named('a'), verdict('nothing-wrong'), true],
  ['another one after what is over', named('a', { until: 5 }), named('b'), false],
  ['the first one', undefined, named('b'), false],
  ['one after none', verdict('not-enough-evidence'), named('b'), false],
] as const)('a verdict that names %s', (_, earlier, later, silently) => {
  expect(isReplacedSilently(earlier, later)).toBe(silently)
})

test('that nothing is wrong replaces nothing where it is really over', () => {
  expect(isReplacedSilently(named('a'), verdict('nothing-wrong'), true)).toBe(false)
  expect(isReplacedSilently(named('a'), named('b'), true)).toBe(true)
})

test('a table of ages, the worst fault first, and goals that hold at every age', () => {
  const minute = 60_000
  const right = (fault: string, ageInMs: number) =>
    result('crashing', 0.9, { fault, ageInMs, rightFirst: true, rightInTwo: true })
  const results = [
    right('good', 5 * minute),
    right('good', 1_440 * minute),
    right('sometimes', 5 * minute),
    result('memory-leak', 0.9, { fault: 'sometimes', ageInMs: 1_440 * minute, replacedSilently: 1 }),
  ]
  const score = tallyScore(results)

  expect(Object.keys(score.ages ?? {})).toEqual(['5m', '24h'])
  expect(score.ages?.['24h']?.total).toMatchObject({ rightFirst: 0.5, replacedSilently: 1 })
  expect(score.reached).toBe(false)
  expect(tallyScore(results.slice(0, 3)).reached).toBe(true)
  expect(scoreLines(score).slice(0, 4)).toEqual([
    'right first, at the age of          5m     24h',
    'sometimes                       100.0%    0.0%',
    'good                            100.0%  100.0%',
    'all: right first                100.0%   50.0%',
  ])
})

test.each([
  ['2m', 120_000, '2m'],
  ['60m', 3_600_000, '1h'],
  ['1d', 86_400_000, '24h'],
  ['90m', 5_400_000, '90m'],
])('the age %s', (text, inMs, written) => {
  expect(parseAge(text)).toBe(inMs)
  expect(writtenAge(inMs)).toBe(written)
})

test.each(['', '0m', '5', '5 min', '-2h'])('%s is no age', (text) => expect(parseAge(text)).toBeUndefined())
