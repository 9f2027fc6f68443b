import { expect, test } from 'vitest'
import { type Policy, withPolicyVersion } from '../../../src/incident/approval/policy.ts'
import type { IncidentEvent } from '../../../src/incident/event.ts'
import { approve, minute, person, place, planOf, policy, proposed } from '../story.ts'

const glassy: Policy = {
  ...policy,
  breakGlass: { roles: ['lead'], reviewers: ['lead', 'oncall'], reviewWithinInMs: 60 * minute },
}
const unattended: Policy = { ...policy, rules: policy.rules.map((rule) => ({ ...rule, needed: 0 })) }
const broken = {
  type: 'BreakGlass',
  action: 'INC-1.a',
  by: person('ada'),
  place,
  reason: 'nobody else is there',
} as const

const versionsIn = (events: readonly IncidentEvent[]) =>
  events.flatMap((event) => ('policy' in event ? [[event.type, event.policy]] : []))

test('each approval names the version of the policy that let it happen', () => {
  const versioned = withPolicyVersion(glassy)
  const { hash } = versioned
  const next = withPolicyVersion({ ...glassy, freezes: [], budgets: [] })
  const scale = proposed(planOf(3, 'scale-out'), person('ada'), { policy: versioned })
    .when(approve(person('bram')), { policy: versioned })
    .when(approve(person('chloe')), { policy: next })
  const emergency = proposed(planOf(3, 'scale-out'), person('dirk'), { policy: versioned }).when(broken, {
    policy: versioned,
  })

  expect(versionsIn(scale.events)).toEqual([
    ['ApprovalGiven', hash],
    ['ApprovalGiven', next.hash],
  ])
  expect(next.hash).not.toBe(hash)
  expect(versionsIn(emergency.events)).toEqual([['GlassBroken', hash]])
})

test('so does what the policy lets run without anybody', () => {
  const versioned = withPolicyVersion(unattended)

  expect(versionsIn(proposed(planOf(), person('ada'), { policy: versioned }).events)).toEqual([
    ['ActionApproved', versioned.hash],
  ])
})

test('where nobody keeps track of versions, as in a drill, an event stays as it was', () => {
  expect(versionsIn(proposed().when(approve(person('bram'))).events)).toEqual([])
})
