import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../src/incident/approval/policy.ts'
import { isEvidenceLocked, pendingEffects } from '../../../src/incident/pending-effects.ts'
import { elsewhere, minute, person, place, planOf, policy, reported, start } from '../story.ts'

const glassy: Policy = {
  ...policy,
  breakGlass: { roles: ['lead'], reviewers: ['lead', 'oncall'], reviewWithinInMs: 60 * minute },
}
const because = 'Checkout is down and nobody else picks up the phone'
const plan = planOf(3, 'scale-out')

const proposed = () =>
  reported()
    .when(
      {
        type: 'RequestStep',
        action: 'INC-1.a',
        request: { step: plan.step, args: plan.args },
        by: { kind: 'person', person: person('ada'), place },
      },
      { policy: glassy },
    )
    .when({ type: 'Propose', action: 'INC-1.a', planned: { plan } }, { policy: glassy })

const breaks = (who: string, reason = because, where = place) =>
  ({ type: 'BreakGlass', action: 'INC-1.a', by: person(who), place: where, reason }) as const
const begin = { type: 'Begin', action: 'INC-1.a', planned: { plan }, correlationId: 'c-1' } as const

describe('breaking the glass', () => {
  it('runs without the approvals, through a freeze, and waits for a review by somebody else', () => {
    const frozen = { policy: { ...glassy, freezes: [{ name: 'now', from: start - minute, to: start + 60 * minute }] } }

    const story = proposed()
      .when(breaks('ada'), frozen)
      .gives('GlassBroken', 'ActionApproved')
      .when(begin, frozen)
      .gives('MitigationStarted')
      .when(
        { type: 'ReviewGlass', action: 'INC-1.a', by: person('ada'), place, verdict: 'justified', note: because },
        frozen,
      )
      .refuses('self')
      .when(
        { type: 'ReviewGlass', action: 'INC-1.a', by: person('bram'), place, verdict: 'justified', note: because },
        frozen,
      )
      .gives('GlassReviewed')

    expect(story.incident.actions[0]?.breakGlassUse).toMatchObject({
      person: 'ada',
      reason: because,
      review: { verdict: 'justified' },
    })
  })

  it('runs no step that takes a sign-in, unless the policy says so', () => {
    const stepUp = { risks: ['high'], maxAgeInMs: 15 * minute } as const
    const strict: Policy = { ...glassy, stepUp }
    const excepted: Policy = { ...glassy, stepUp: { ...stepUp, exceptBreakGlass: true } }
    const otherRisk: Policy = { ...glassy, stepUp: { ...stepUp, risks: ['low'] } }

    proposed().when(breaks('ada'), { policy: strict }).refuses('break-glass-step-up')
    proposed().when(breaks('ada'), { policy: excepted }).gives('GlassBroken', 'ActionApproved')
    proposed().when(breaks('ada'), { policy: otherRisk }).gives('GlassBroken', 'ActionApproved')
    proposed().when(breaks('ada'), { policy: glassy }).when(begin, { policy: strict }).gives('ActionVoided')
  })

  it('needs a reason, a role, the right channel and an open proposal', () => {
    proposed().when(breaks('ada', '!!! 503 !!!'), { policy: glassy }).refuses('reason-needed')
    proposed().when(breaks('dirk'), { policy: glassy }).refuses('no-break-glass')
    proposed().when(breaks('ada'), { policy }).refuses('no-break-glass')
    proposed()
      .when(breaks('ada', because, elsewhere), { policy: glassy })
      .refuses('foreign')
    proposed()
      .when(breaks('ada'), { policy: glassy, now: start + 16 * minute })
      .refuses('expired')
  })

  it('does not carry over a change of the state, nor the loss of the role', () => {
    const broken = proposed().when(breaks('ada'), { policy: glassy })
    const demoted = {
      ...glassy,
      people: { ...glassy.people, ada: { name: 'Ada', roles: [], identities: { web: 'local/ada' } } },
    }

    broken.when({ ...begin, planned: { plan: planOf(4, 'scale-out') } }, { policy: glassy }).gives('ActionVoided')
    broken.when(begin, { policy: demoted }).gives('ActionVoided')
  })

  it('that nobody reviews in time is said once', () => {
    const broken = proposed().when(breaks('ada'), { policy: glassy })
    const due = pendingEffects(broken.incident).find(({ effect }) => effect.kind === 'remind-review')

    expect(due?.at).toBe(start + 60 * minute)
    const later = { policy: glassy, now: start + 60 * minute }
    broken
      .when({ type: 'RemindReview', action: 'INC-1.a' }, later)
      .gives('ReviewOverdue')
      .when({ type: 'RemindReview', action: 'INC-1.a' }, later)
      .gives()
  })
})

describe('waiving the evidence', () => {
  const waive = { type: 'WaiveEvidence', action: 'INC-1.a', by: person('bram'), place, reason: because } as const

  it('lifts the lock, by one who may approve, with a reason', () => {
    const waived = proposed().when(waive, { policy: glassy }).gives('EvidenceWaived')
    const [action] = waived.incident.actions

    expect(proposed().incident.actions.map((one) => isEvidenceLocked(one, proposed().incident))).toEqual([true])
    expect(action && isEvidenceLocked(action, waived.incident)).toBe(false)
    proposed()
      .when({ ...waive, by: person('dirk') }, { policy: glassy })
      .refuses('forbidden')
    proposed()
      .when({ ...waive, reason: 'now' }, { policy: glassy })
      .refuses('reason-needed')
  })
})

describe('a lease', () => {
  const leased = { ...plan, leaseInMs: 60 * minute }
  const running = () =>
    reported()
      .when({
        type: 'RequestStep',
        action: 'INC-1.a',
        request: { step: plan.step, args: plan.args },
        by: { kind: 'person', person: person('dirk'), place },
        leaseInMs: leased.leaseInMs,
      })
      .when({ type: 'Propose', action: 'INC-1.a', planned: { plan: leased } })
      .when({ type: 'Approve', action: 'INC-1.a', by: person('ada'), place })
      .when({ type: 'Approve', action: 'INC-1.a', by: person('bram'), place })
      .when({ ...begin, planned: { plan: leased } })
      .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' })
      .when({ type: 'StartVerification', action: 'INC-1.a', before: [] })
      .when({ type: 'RecordReadings', action: 'INC-1.a', readings: [] }, { now: start + 16 * minute })
  const extend = (who: string, byInMs: number) =>
    ({ type: 'ExtendLease', action: 'INC-1.a', by: person(who), place, byInMs }) as const

  it('reminds before it ends, and again after it was extended', () => {
    const extended = running()
      .when({ type: 'RemindLease', action: 'INC-1.a' }, { now: start + 45 * minute })
      .gives('LeaseReminded')
      .when(extend('bram', 120 * minute), { now: start + 50 * minute })
      .gives('LeaseExtended')

    expect(extended.incident.actions[0]?.lease).toMatchObject({ endsAt: start + 180 * minute, reminded: false })
    const reminder = pendingEffects(extended.incident).find(({ effect }) => effect.kind === 'remind-lease')
    expect(reminder?.at).toBe(start + 165 * minute)
  })

  it('is extended only by one who may approve, and not beyond what the policy allows', () => {
    const short = { ...policy, rules: policy.rules.map((rule) => ({ ...rule, maximumLeaseInMs: 90 * minute })) }

    running()
      .when(extend('dirk', 10 * minute))
      .refuses('forbidden')
    running()
      .when(extend('ada', 60 * minute), { policy: short })
      .refuses('too-long')
    running()
      .when(extend('ada', -5 * minute))
      .refuses('too-long')
    running()
      .when(extend('ada', 30 * minute), { policy: short })
      .gives('LeaseExtended')
  })
})
