import { describe, expect, it } from 'vitest'
import type { PastStep } from '../../src/incident/command.ts'
import { endOf, freezeOn, type Weekly } from '../../src/incident/freeze.ts'
import { gates, shut } from '../../src/incident/gates/index.ts'
import type { AtTheGate } from '../../src/incident/gates/types.ts'
import type { Cost } from '../../src/incident/plan.ts'
import { type PolicyRule, ruleFor } from '../../src/incident/policy.ts'
import { app, minute, place, policy, start } from './story.ts'

const rule = policy.rules[1] as PolicyRule
const at = (more: Partial<AtTheGate> & { readonly past?: readonly PastStep[]; readonly now?: number } = {}) => {
  const { past = [], now = start, ...rest } = more
  const asked = { step: 'scale-out', args: { workers: 4 } }
  return { app, asked, policy, rule, circumstances: { now, policy, past }, ...rest }
}

describe('a weekly freeze', () => {
  const evening: Weekly = {
    name: 'evenings',
    days: ['fri'],
    fromMinute: 17 * 60,
    toMinute: 7 * 60,
    timeZone: 'Europe/Amsterdam',
  }
  const frozen = (iso: string, freeze: Weekly = evening) =>
    freezeOn({ freezes: [freeze] }, app, { step: 'restart', args: {} }, Date.parse(iso)) !== undefined

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
    const saturdays: Weekly = { ...evening, days: ['sat'], fromMinute: 20 * 60, toMinute: 6 * 60 }

    expect(endOf(evening, Date.parse('2026-11-27T23:10:30+01:00'))).toBe(Date.parse('2026-11-28T07:00:00+01:00'))
    expect(endOf(saturdays, Date.parse('2026-10-24T21:00:00+02:00'))).toBe(Date.parse('2026-10-25T06:00:00+01:00'))
  })

  it('of every day and hour has no end', () => {
    const always: Weekly = { ...evening, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], toMinute: 17 * 60 }

    expect(endOf(always, start)).toBeUndefined()
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

    expect(shut(at({ policy: tripping, past }))).toEqual({
      no: 'tripped',
      args: { failures: 3, untilAt: start + 10 * minute },
    })
    expect(shut(at({ policy: tripping, past, now: start + 10 * minute }))).toBeUndefined()
    expect(shut(at({ policy: tripping, past: past.slice(1) }))).toBeUndefined()
  })
})

describe('a budget', () => {
  const cost = (perHour: number, currency = 'EUR'): Cost => ({
    known: true,
    perHour,
    currency,
    source: 'test',
    asOf: '2026-01-01',
  })
  const priced = { ...policy, budgets: [{ name: 'incidents', perHour: 1, currency: 'EUR' }] }
  const standing: PastStep = { finishedAt: start, failed: false, stands: true, perHour: 0.6, currency: 'EUR' }
  const asking = (what: Cost, past: readonly PastStep[] = []) =>
    shut(at({ policy: priced, past, asked: { step: 'scale-out', args: {}, cost: what } }))?.no

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

    expect(shut(at({ policy: scoped, place }))).toBeUndefined()
    expect(shut(at({ policy: scoped, place: { ...place, channel: 'random' } }))?.no).toBe('out-of-scope')
    expect(shut(at({ policy: scoped, place, app: { ...app, name: 'fabrikam' } }))?.no).toBe('out-of-scope')
  })

  it('stops a size above the maximum or not listed, in an emergency too', () => {
    const sized = { ...rule, skus: ['P1v3'] }
    const asked = (args: Record<string, string | number>) =>
      shut(at({ rule: sized, asked: { step: 's', args } }), true)?.no

    expect(asked({ workers: 7 })).toBe('too-large')
    expect(asked({ maximum: 7 })).toBe('too-large')
    expect(asked({ sku: 'P3v3' })).toBe('sku-not-allowed')
    expect(asked({ sku: 'p1V3', workers: 6 })).toBeUndefined()
  })

  it('takes a step without a risk for the riskiest, and an app without an environment for none', () => {
    const mild = {
      ...policy,
      rules: [{ ...rule, steps: ['*'], risks: ['low'] as const, environments: ['production'] }],
    }
    const asked = { step: 'restart', args: {} }

    expect(ruleFor(mild, app, { ...asked, risk: 'low' })).toBeDefined()
    expect(ruleFor(mild, app, asked)).toBeUndefined()
    expect(ruleFor(mild, { ...app, tags: {} }, { ...asked, risk: 'low' })).toBeUndefined()
  })

  it('every gate stands in the list once', () => {
    expect(gates.map(({ id }) => id)).toEqual(['scope', 'freeze', 'breaker', 'cool-down', 'size', 'budget'])
  })
})
