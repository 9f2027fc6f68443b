import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnose/index.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import { probes } from '../../src/observe/index.ts'
import { estate, type Round } from './estate.ts'
import { faults } from './scenarios.ts'

const verdictOf = (round: Round, earlier?: Verdict): Verdict =>
  diagnose({ ...round, probes, ...(earlier === undefined ? {} : { earlier }) })
const seeds = fc.integer({ min: 1, max: 100_000 })
const few = { seed: 20260304, numRuns: 12 }

test('what was named is never replaced without what contradicts it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...faults), fc.constantFrom(...faults), seeds, (first, second, seed) => {
      const earlier = verdictOf(estate(first, seed))
      const later = verdictOf(estate(second, seed + 1), earlier)
      const named = earlier.causes[0]?.cause
      const stands = later.outcome === 'nothing-wrong' || later.causes.some(({ cause }) => cause === named)

      if (earlier.outcome === 'cause' && !stands) expect(later.replaces?.because.length).toBeGreaterThan(0)
      if (later.replaces !== undefined) expect(later.replaces).toMatchObject({ cause: named, at: earlier.at })
    }),
    few,
  )
})

test('the same findings again keep the verdict', () => {
  fc.assert(
    fc.property(fc.constantFrom(...faults), seeds, (fault, seed) => {
      const round = estate(fault, seed)
      const earlier = verdictOf(round)

      expect(verdictOf(round, earlier)).toEqual(earlier)
    }),
    few,
  )
})

test('an app that is stopped is no bad deployment, whatever was named before', () => {
  const earlier = verdictOf(estate('bad-deployment', 20))
  const later = verdictOf(estate('app-stopped', 20), earlier)

  expect(earlier.causes[0]?.cause).toBe('bad-deployment')
  expect(later.causes[0]?.cause).toBe('app-stopped')
  expect(later.replaces?.cause).toBe('bad-deployment')
})
