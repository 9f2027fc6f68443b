import { describe, expect, it } from 'vitest'
import type { IncidentCommand } from '../../../src/incident/command.ts'
import type { Person } from '../../../src/incident/person.ts'
import { elsewhere, minute, person, place, planOf, policy, proposed, type Story, start } from '../story.ts'

const emergencies = { roles: ['lead'], reviewers: ['oncall', 'lead'], reviewWithinInMs: 60 * minute }
const withGlass = { ...policy, breakGlass: emergencies }
const reason = 'Checkout is down and nobody else answers'
const wish =
  (more: object) =>
  (by: Person, at = place) =>
    ({ action: 'INC-1.a', by, place: at, ...more }) as IncidentCommand

const approve = wish({ type: 'Approve' })
const breakGlass = wish({ type: 'BreakGlass', reason })
const atProposal = (): Story => proposed(planOf(), person('ada'), { policy: withGlass })
const atGlass = (): Story => atProposal().when(breakGlass(person('bram')), { policy: withGlass })
const leased = { ...planOf(3, 'scale-out'), leaseInMs: 60 * minute }
const atLease = (): Story =>
  proposed(leased)
    .when(approve(person('bram')))
    .when(approve(person('chloe')))
    .when({ type: 'Begin', action: 'INC-1.a', planned: { plan: leased }, correlationId: 'c' })
    .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' })
    .when({ type: 'StartVerification', action: 'INC-1.a', before: [] })
const atHandOver = (): Story =>
  atProposal()
    .when(approve(person('bram')))
    .when({ type: 'Begin', action: 'INC-1.a', planned: { plan: planOf() }, correlationId: 'c' })
    .when({ type: 'Doubt', action: 'INC-1.a', why: { key: 'x' } })
    .when({ type: 'HandOver', action: 'INC-1.a', why: { key: 'x' } })

/** Ada asked for the step, and may approve others; Bram and Chloé may approve this one; Dirk only is on call. */
const wishes = {
  approve: { given: atProposal, asks: approve, may: ['bram', 'chloe'] },
  reject: { given: atProposal, asks: wish({ type: 'Reject' }), may: ['ada', 'bram', 'chloe'] },
  'break the glass': { given: atProposal, asks: breakGlass, may: ['ada', 'bram', 'chloe'] },
  'review what Bram broke': {
    given: atGlass,
    asks: wish({ type: 'ReviewGlass', verdict: 'justified', note: reason }),
    may: ['ada', 'chloe', 'dirk'],
  },
  'waive the evidence': {
    given: atProposal,
    asks: wish({ type: 'WaiveEvidence', reason }),
    may: ['ada', 'bram', 'chloe'],
  },
  'extend the lease': { given: atLease, asks: wish({ type: 'ExtendLease', byInMs: minute }), may: ['bram', 'chloe'] },
  'tell the outcome': {
    given: atHandOver,
    asks: wish({ type: 'TellOutcome', outcome: 'done' }),
    may: ['ada', 'bram', 'chloe'],
  },
}

describe.each(Object.entries(wishes))('to %s', (_, { given, asks, may }) => {
  const asked = (who: string, at = place, rules: typeof policy | undefined = withGlass) =>
    given().when(asks(person(who), at), { now: start, policy: rules })

  it('may those to whom the policy gives it, and nobody else', () => {
    const allowed = ['ada', 'bram', 'chloe', 'dirk'].filter((who) => asked(who).events.at(-1)?.type !== 'Refused')

    expect(allowed).toEqual(may)
  })

  it('is refused from another channel, to a stranger, and where there is no policy', () => {
    asked('bram', elsewhere).refuses('foreign')
    asked('mallory').refuses('not-permitted')
    given()
      .when(asks(person('bram')), { policy: undefined })
      .refuses('no-policy')
  })
})

it('judges no emergency for whom the policy does not name, though they may read', () => {
  const reading: typeof policy = { ...withGlass, permissions: [{ anyone: ['member'], may: ['read'] }] }
  const { given, asks } = wishes['review what Bram broke']

  given()
    .when(asks({ ...person('mallory'), membership: 'member' }), { now: start, policy: reading })
    .refuses('unknown-person')
})

it('takes back a step who asked for it, whatever the policy knows of them', () => {
  const withdraw = wish({ type: 'Withdraw' })

  atProposal()
    .when(withdraw(person('ada')), { policy: undefined })
    .gives('ActionWithdrawn')
  atProposal()
    .when(withdraw(person('bram')))
    .refuses('forbidden')
  atProposal()
    .when(withdraw(person('ada'), elsewhere))
    .refuses('foreign')
})
