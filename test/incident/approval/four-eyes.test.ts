import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../src/incident/approval/policy.ts'
import { personKeyOf } from '../../../src/incident/approval/policy.ts'
import type { Person } from '../../../src/incident/person.ts'
import { approve, begin, onSlack, person, planOf, policy, proposed } from '../story.ts'

/** Members may ask; Bram is known on Slack in T1, and by nothing else. */
const open: Policy = {
  ...policy,
  permissions: [
    { roles: ['lead', 'oncall'], may: ['read', 'ask', 'approve'] },
    { anyone: ['member', 'guest', 'foreign'], may: ['read', 'ask'] },
  ],
}
const as = (who: Person, membership: Person['membership'] = 'member'): Person => ({
  ...who,
  ...(membership && { membership }),
})
const withRules = (more: Partial<Policy['rules'][number]>): Policy => ({
  ...open,
  rules: open.rules.map((rule) => ({ ...rule, ...more })),
})

/** Bram, where the policy does not know that it is him. */
const unknownAccounts: Readonly<Record<string, Person>> = {
  'a second account on Slack': as(onSlack('U-BRAM-2')),
  'the same id in another workspace': as({ ...onSlack('U-BRAM'), tenant: 'T2' }, 'foreign'),
  'another platform': as({ platform: 'teams', tenant: 'E1', id: 'O-BRAM', name: 'Bram' }),
  'an account of which the platform says nothing': as({ ...onSlack('U-BRAM-3') }, undefined),
}

describe.each(Object.entries(unknownAccounts))('somebody who asks from %s', (_, bram) => {
  const anyGuest = {
    ...open,
    permissions: [...(open.permissions ?? []), { anyone: ['guest' as const], may: ['ask' as const] }],
  }
  const asked = (rules: Policy = anyGuest, plan = planOf()) => proposed(plan, bram, { policy: rules })

  it('and approves from a known one has said one yes, and another person must say the second', () => {
    const after = asked()
      .gives('ActionProposed')
      .when(approve(person('bram')), { policy: open })
      .gives('ApprovalGiven')
      .when(begin(), { policy: open })
      .gives()
      .when(approve(onSlack('U-BRAM')), { policy: open })
      .refuses('duplicate')
      .when(approve(person('chloe')), { policy: open })
      .gives('ApprovalGiven', 'ActionApproved')
      .when(begin(), { policy: open })
      .gives('MitigationStarted')

    expect(after.incident.actions[0]?.rule).toMatchObject({ needed: 2, requesterUnknown: true })
  })

  it('gets nothing to run unattended', () => {
    const unattended = withRules({ needed: 0, requesterCounts: true })

    asked(unattended)
      .gives('ActionProposed')
      .when(begin(), { policy: unattended })
      .gives()
      .when(approve(person('bram')), { policy: unattended })
      .gives('ApprovalGiven', 'ActionApproved')
  })

  it('takes no more where the requester counts anyway', () => {
    const lenient = withRules({ requesterCounts: true })

    asked(lenient)
      .when(approve(person('bram')), { policy: lenient })
      .gives('ApprovalGiven', 'ActionApproved')
  })

  it('is told that it can not be where there are too few approvers for it', () => {
    const { ada, dirk, ...few } = open.people
    const two = { ...open, people: { bram: few.bram, dirk } as Policy['people'] }

    const after = asked(two).gives('StepImpossible')

    expect(after.incident.actions[0]?.why).toMatchObject({ key: 'refusal.too-few-approvers', args: { needed: 2 } })
  })
})

it('a requester whom the policy names needs no more than before', () => {
  proposed(planOf(), person('ada'), { policy: open })
    .when(approve(person('bram')), { policy: open })
    .gives('ApprovalGiven', 'ActionApproved')
})

it('a requester who was taken out of the policy since counts as unknown when it is approved and when it runs', () => {
  const { ada: _, ...others } = open.people
  const without: Policy = {
    ...open,
    people: others,
    permissions: [...(open.permissions ?? []), { anyone: ['guest'], may: ['ask'] }],
  }

  proposed(planOf(), person('ada'), { policy: open })
    .when(approve(person('bram')), { policy: without })
    .gives('ApprovalGiven')
  proposed(planOf(), person('ada'), { policy: open })
    .when(approve(person('bram')), { policy: open })
    .gives('ApprovalGiven', 'ActionApproved')
    .when(begin(), { policy: without })
    .gives('ActionVoided')
})

it('one account under two keys is nobody: whoever asks from it is unknown, and its yes is none', () => {
  const twice: Policy = {
    ...open,
    people: { ...open.people, bram2: { name: 'Bram', roles: ['lead'], identities: { slack: 'T1/U-BRAM' } } },
  }

  proposed(planOf(), as(onSlack('U-BRAM')), { policy: twice })
    .when(approve(onSlack('U-BRAM')), { policy: twice })
    .refuses('not-permitted')
    .when(approve(person('bram')), { policy: twice })
    .gives('ApprovalGiven')
    .when(approve(person('chloe')), { policy: twice })
    .gives('ApprovalGiven', 'ActionApproved')
})

it('an account of an enterprise is the same person in each of its workspaces, and of no other', () => {
  const grid: Policy = {
    ...policy,
    people: { bram: { name: 'Bram', roles: ['lead'], identities: { slack: 'E1/U-BRAM' } } },
  }
  const inWorkspace = (tenant: string, enterprise?: string): Person => ({
    ...{ platform: 'slack', tenant, id: 'U-BRAM', name: 'Bram' },
    ...(enterprise && { enterprise }),
  })

  expect(personKeyOf(grid, inWorkspace('T1', 'E1'))).toBe('bram')
  expect(personKeyOf(grid, inWorkspace('T2', 'E1'))).toBe('bram')
  expect(personKeyOf(grid, inWorkspace('T1'))).toBeUndefined()
  expect(personKeyOf(grid, inWorkspace('T1', 'E2'))).toBeUndefined()
})

it('names nobody who cannot approve it, and still tells whoever asked why', () => {
  const own = proposed(planOf(), person('bram'))

  expect(own.incident.actions[0]?.rule?.approvers).toEqual(['ada', 'chloe'])
  own.when(approve(person('bram'))).refuses('self')
})

it('names whoever asked where that one yes counts', () => {
  const { incident } = proposed(planOf(), person('bram'), { policy: withRules({ requesterCounts: true }) })

  expect(incident.actions[0]?.rule?.approvers).toEqual(['ada', 'bram', 'chloe'])
})
