import { describe, expect, it } from 'vitest'
import { activeFreeze, freezeEndsAt, type WeeklyFreeze } from '../../../src/incident/approval/change-freeze.ts'
import { firstDenial, policyChecks } from '../../../src/incident/approval/checks/index.ts'
import type { PolicyCheckInput } from '../../../src/incident/approval/checks/types.ts'
import { matchingRule, type PolicyRule } from '../../../src/incident/approval/policy.ts'
import type { PastStep } from '../../../src/incident/command.ts'
import type { HourlyCost } from '../../../src/incident/mitigation-plan.ts'
import type { StepFacts } from '../../../src/incident/step-facts.ts'
import { app, minute, place, policy, start } from '../story.ts'

const rule = policy.rules[1] as PolicyRule
const steps: readonly StepFacts[] = [
  { id: 's', kind: 'change', inputs: { cores: 'instance-count', size: 'sku', seconds: 'number', path: 'text' } },
]
const at = (more: Partial<PolicyCheckInput> & { readonly past?: readonly PastStep[]; readonly now?: number } = {}) => {
  const { past = [], now = start, ...rest } = more
  const asked = { step: 'scale-out', args: { workers: 4 } }
  return { app, asked, policy, rule, context: { now, policy, steps, past }, ...rest }
}

describe('a weekly freeze', () => {
  const evening: WeeklyFreeze = {
    name: 'evenings',
    days: ['fri'],
    fromMinute: 17 * 60,
    toMinute: 7 * 60,
    timeZone: 'Europe/Amsterdam',
  }
  const frozen = (iso: string, freeze: WeeklyFreeze = evening) =>
    activeFreeze({ freezes: [freeze] }, app, { step: 'restart', args: {} }, Date.parse(iso)) !== undefined

  it.each([
    ['2026-11-27T16:59:00+01:00', false],
    ['2026-11-27T17:00:00+01:00', true],
    ['2026-11-28T06:59:00+01:00', true],
    ['2026-11-28T07:00:00+01:00', false],
    ['2026-11-28T17:00:00+01:00', false],
    // Summer time: five in the afternoon in Amsterdam is three o'clock UTC.
    ['2026-07-03T15:00:00Z', true],
    ['2026-12-04T15:00:00Z', false],
  ])('at %s is on: %s', (iso, expected) => {
    expect(frozen(iso)).toBe(expected)
  })

  it('tells when it ends, over a change of the clock too', () => {
    const saturdays: WeeklyFreeze = { ...evening, days: ['sat'], fromMinute: 20 * 60, toMinute: 6 * 60 }

    expect(freezeEndsAt(evening, Date.parse('2026-11-27T23:10:30+01:00'))).toBe(Date.parse('2026-11-28T07:00:00+01:00'))
    expect(freezeEndsAt(saturdays, Date.parse('2026-10-24T21:00:00+02:00'))).toBe(
      Date.parse('2026-10-25T06:00:00+01:00'),
    )
  })

  it('of every day and hour has no end', () => {
    const always: WeeklyFreeze = {
      ...evening,
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      toMinute: 17 * 60,
    }

    expect(freezeEndsAt(always, start)).toBeUndefined()
  })
})

describe('the circuit breaker', () => {
  const failed = (minutesAgo: number): PastStep => ({
    finishedAt: start - minutesAgo * minute,
    failed: true,
    stands: false,
  })
  const tripping = { ...policy, breaker: { failures: 3, withinInMs: 60 * minute } }

  it('stops after three failures within the hour, until the first of them is an hour ago', () => {
    const past = [failed(50), failed(10), failed(30)]

    expect(firstDenial(at({ policy: tripping, past }))).toEqual({
      reason: 'tripped',
      args: { failures: 3, untilAt: start + 10 * minute },
    })
    expect(firstDenial(at({ policy: tripping, past, now: start + 10 * minute }))).toBeUndefined()
    expect(firstDenial(at({ policy: tripping, past: past.slice(1) }))).toBeUndefined()
  })
})

describe('a budget', () => {
  const cost = (perHour: number, currency = 'EUR'): HourlyCost => ({
    known: true,
    perHour,
    currency,
    source: 'test',
    asOf: '2026-01-01',
  })
  const priced = { ...policy, budgets: [{ name: 'incidents', perHour: 1, currency: 'EUR' }] }
  const standing: PastStep = { finishedAt: start, failed: false, stands: true, perHour: 0.6, currency: 'EUR' }
  const asking = (what: HourlyCost, past: readonly PastStep[] = []) =>
    firstDenial(at({ policy: priced, past, asked: { step: 'scale-out', args: {}, cost: what } }))?.reason

  it('counts what still stands, and lets pass what costs nothing more', () => {
    expect(asking(cost(0.9))).toBeUndefined()
    expect(asking(cost(0.9), [standing])).toBe('over-budget')
    expect(asking(cost(0.9), [{ ...standing, stands: false }])).toBeUndefined()
    expect(asking(cost(-2), [standing, standing])).toBeUndefined()
  })

  it('denies what it can not hold a price against', () => {
    expect(asking({ known: false, why: { key: 'x' } })).toBe('cost-unknown')
    expect(asking(cost(0.1, 'USD'))).toBe('cost-unknown')
  })
})

describe('scope, size and rules', () => {
  it('lets only the named channels change only the named apps', () => {
    const scoped = { ...policy, channels: [{ channel: 'web:local/incidents', apps: ['contoso-*'] }] }

    expect(firstDenial(at({ policy: scoped, place }))).toBeUndefined()
    expect(firstDenial(at({ policy: scoped, place: { ...place, channel: 'random' } }))?.reason).toBe('out-of-scope')
    expect(firstDenial(at({ policy: scoped, place, app: { ...app, name: 'fabrikam' } }))?.reason).toBe('out-of-scope')
  })

  it('stops a size above the maximum or not listed, in an emergency too', () => {
    const sized = { ...rule, skus: ['P1v3'] }
    const asked = (args: Record<string, string | number>) =>
      firstDenial(at({ rule: sized, asked: { step: 's', args } }), { inEmergency: true })?.reason

    expect(asked({ cores: 7 })).toBe('too-large')
    expect(asked({ size: 'P3v3' })).toBe('sku-not-allowed')
    expect(asked({ size: 'p1V3', cores: 6, seconds: 30, path: '/ready' })).toBeUndefined()
  })

  it('holds an argument that the step does not declare against every size', () => {
    const asked = (args: Record<string, string | number>) =>
      firstDenial(at({ rule: { ...rule, skus: ['P1v3'] }, asked: { step: 's', args } }))?.reason

    expect(asked({ unheard: 7 })).toBe('too-large')
    expect(asked({ unheard: 'P3v3' })).toBe('sku-not-allowed')
  })

  it('takes a step without a risk for the riskiest, and an app without an environment for none', () => {
    const mild = {
      ...policy,
      rules: [{ ...rule, steps: ['*'], risks: ['low'] as const, environments: ['production'] }],
    }
    const asked = { step: 'restart', args: {} }

    expect(matchingRule(mild, app, { ...asked, risk: 'low' })).toBeDefined()
    expect(matchingRule(mild, app, asked)).toBeUndefined()
    expect(matchingRule(mild, { ...app, tags: {} }, { ...asked, risk: 'low' })).toBeUndefined()
  })

  it('every gate stands in the list once', () => {
    expect(policyChecks.map(({ id }) => id)).toEqual(['scope', 'freeze', 'breaker', 'cool-down', 'size', 'budget'])
  })
})
