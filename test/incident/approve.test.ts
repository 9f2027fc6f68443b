import { describe, expect, it } from 'vitest'
import {
  approve,
  begin,
  calm,
  elsewhere,
  minute,
  onSlack,
  person,
  place,
  planOf,
  policy,
  proposed,
  reported,
  scaleInOf,
  start,
} from './story.ts'

const scale = planOf(3, 'scale-out')

describe('a proposal', () => {
  it('is approved by another person whom the policy names', () => {
    proposed()
      .gives('ActionProposed')
      .when(approve(person('bram')))
      .gives('ApprovalGiven', 'ActionApproved')
  })

  it('needs as many distinct people as the rule says', () => {
    proposed(scale)
      .when(approve(person('bram')))
      .gives('ApprovalGiven')
      .when(approve(person('bram')))
      .refuses('duplicate')
      .when(approve(person('chloe')))
      .gives('ApprovalGiven', 'ActionApproved')
  })

  it.each([
    ['its requester', approve(person('ada')), 'self'],
    ['its requester on another platform', approve(onSlack('U-ADA')), 'self'],
    ['somebody without the role', approve(person('dirk')), 'forbidden'],
    ['a stranger', approve(person('mallory')), 'not-permitted'],
    ['a stranger with the name of a property of every object', approve(person('constructor')), 'not-permitted'],
    ['a Slack user with the id of a policy key', approve(onSlack('bram')), 'not-permitted'],
    ['somebody in another channel', approve(person('bram'), elsewhere), 'foreign'],
    ['somebody of another tenant', approve(person('bram'), { ...place, tenant: 'other' }), 'foreign'],
  ])('is not approved by %s', (_, command, reason) => {
    const after = proposed().when(command).refuses(reason)

    expect(after.incident.actions[0]?.status).toBe('proposed')
  })

  it('counts one person on two platforms once', () => {
    proposed(scale)
      .when(approve(person('bram')))
      .when(approve(onSlack('U-BRAM')))
      .refuses('duplicate')
  })

  it('expires', () => {
    proposed()
      .when(approve(person('bram')), { now: start + 15 * minute })
      .gives('ActionExpired', 'Refused')
      .refuses('expired')
      .when(approve(person('bram')), { now: start + 16 * minute })
      .refuses('expired')
  })

  it('is decided once', () => {
    proposed()
      .when(approve(person('bram')))
      .when(approve(person('chloe')))
      .refuses('already')
  })

  it('stays rejected', () => {
    proposed()
      .when({ type: 'Reject', action: 'INC-1.a', by: person('bram'), place })
      .gives('ActionRejected')
      .when(approve(person('chloe')))
      .refuses('rejected')
  })

  it('can be withdrawn by its requester only', () => {
    proposed()
      .when({ type: 'Withdraw', action: 'INC-1.a', by: person('bram'), place })
      .refuses('forbidden')
      .when({ type: 'Withdraw', action: 'INC-1.a', by: person('ada'), place })
      .gives('ActionWithdrawn')
  })

  it('that nobody made is unknown', () => {
    proposed()
      .when({ type: 'Approve', action: 'INC-1.forged', by: person('bram'), place })
      .refuses('unknown')
  })

  it('is not approved in a freeze, in a cool-down, or without a policy', () => {
    const late = { ...policy.freezes[0], name: 'now', from: start - minute, to: start + minute }
    proposed()
      .when(approve(person('bram')), { policy: { ...policy, freezes: [late] } })
      .refuses('frozen')
      .when(approve(person('bram')), { past: [{ finishedAt: start - 9 * minute, failed: false, stands: true }] })
      .refuses('cool-down')
      .when(approve(person('bram')), { policy: undefined })
      .refuses('no-policy')
  })

  it('is not made of a plan for another step than the one asked for', () => {
    reported()
      .when({
        type: 'RequestStep',
        action: 'INC-1.a',
        request: { step: 'scale-out', args: {} },
        by: { kind: 'person', person: person('ada'), place },
      })
      .when({ type: 'Propose', action: 'INC-1.a', planned: { plan: planOf(3, 'soft-restart') } })
      .gives('StepImpossible')
  })

  it('is not made where nobody could approve it', () => {
    proposed(planOf(), person('ada'), { policy: undefined }).gives('StepImpossible')
    proposed(planOf(), person('ada'), { policy: { ...policy, rules: [] } }).gives('StepImpossible')
    const alone = { ...policy, people: { ada: { name: 'Ada', roles: ['lead'], identities: { web: 'local/ada' } } } }
    proposed(planOf(), person('ada'), { policy: alone }).gives('StepImpossible')
    proposed({ ...scale, args: { workers: 7 } }).gives('StepImpossible')
  })
})

describe('an approved action', () => {
  const approved = () => proposed().when(approve(person('bram')))

  it('starts once', () => {
    approved().when(begin()).gives('MitigationStarted').when(begin()).gives()
  })

  it('is void when the state read again is not the state approved', () => {
    const after = approved()
      .when(begin(planOf(4)))
      .gives('ActionVoided')

    expect(after.incident.actions[0]?.drift).toEqual([{ of: 'workers', approved: '3', now: '4' }])
  })

  it('is void when it expired, was frozen, or its approver lost the role before it ran', () => {
    const frozen = { name: 'now', from: start - minute, to: start + minute }
    const demoted = {
      ...policy,
      people: { ...policy.people, bram: { name: 'Bram', roles: [], identities: { web: 'local/bram' } } },
    }
    approved()
      .when(begin(), { now: start + 15 * minute })
      .gives('ActionVoided')
    approved()
      .when(begin(), { policy: { ...policy, freezes: [frozen] } })
      .gives('ActionVoided')
    approved().when(begin(), { policy: demoted }).gives('ActionVoided')
    approved().when(begin(), { policy: undefined }).gives('ActionVoided')
  })
})

describe('a lease', () => {
  const leased = { ...scale, leaseInMs: 60 * minute }
  const running = () =>
    proposed(leased)
      .when(approve(person('bram')))
      .when(approve(person('chloe')))
      .when(begin(leased))
      .when({ type: 'RecordAccepted', action: 'INC-1.a' })
      .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' })
      .when({ type: 'StartVerification', action: 'INC-1.a', before: [] })
      .gives('VerificationStarted', 'LeaseStarted')
      .when({ type: 'RecordReadings', action: 'INC-1.a', readings: [] }, { now: start + 15 * minute })
      .gives('VerificationRead', 'VerificationFinished')
  const ended = () =>
    running()
      .when({ type: 'EndLease', action: 'INC-1.a', return: 'INC-1.b', forecast: calm }, { now: start + 60 * minute })
      .gives('StepRequested')

  it('does not end before its time', () => {
    running()
      .when({ type: 'EndLease', action: 'INC-1.a', return: 'INC-1.b', forecast: calm }, { now: start + 59 * minute })
      .gives()
  })

  it('goes back by itself, on the approval of the lease', () => {
    ended()
      .when({ type: 'Propose', action: 'INC-1.b', planned: { plan: scaleInOf(5) } })
      .gives('ActionProposed', 'ActionApproved')
      .when(begin(scaleInOf(5), 'INC-1.b'), { now: start + 61 * minute })
      .gives('MitigationStarted')
      .when({ type: 'RecordFinished', action: 'INC-1.b', outcome: 'done' })
      .gives('MitigationFinished', 'LeaseEnded')
  })

  it('is left where the state drifted just before the return', () => {
    const after = ended()
      .when({ type: 'Propose', action: 'INC-1.b', planned: { plan: scaleInOf(5) } })
      .when(begin(scaleInOf(6), 'INC-1.b'), { now: start + 61 * minute })
      .gives('ActionVoided', 'LeaseEnded')

    expect(after.incident.actions[0]?.lease?.ended).toBe('left')
  })

  it('is left alone where somebody else has scaled meanwhile', () => {
    const after = ended()
      .when({ type: 'Propose', action: 'INC-1.b', planned: { plan: scaleInOf(6) } })
      .gives('StepImpossible', 'LeaseEnded')

    expect(after.incident.actions[0]?.lease?.ended).toBe('left')
  })
})
