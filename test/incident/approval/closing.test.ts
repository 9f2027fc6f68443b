import { describe, it } from 'vitest'
import type { Policy } from '../../../src/incident/approval/policy.ts'
import type { IncidentCommand } from '../../../src/incident/command.ts'
import type { Person } from '../../../src/incident/person.ts'
import {
  approve,
  begin,
  minute,
  onSlack,
  person,
  place,
  planOf,
  policy,
  proposed,
  type Story,
  start,
} from '../story.ts'

/** Everybody may close, guests too: what a step waits for is still for its approvers. */
const open: Policy = {
  ...policy,
  permissions: [
    { roles: ['lead', 'oncall'], may: ['read', 'ask', 'approve', 'close'] },
    { anyone: ['member', 'guest', 'foreign'], may: ['read', 'ask', 'close'] },
  ],
}
const guest: Person = { ...onSlack('U-GUEST'), membership: 'guest' }
const leased = { ...planOf(3, 'scale-out'), leaseInMs: 60 * minute }

const atProposal = (plan = planOf()): Story => proposed(plan, person('ada'), { policy: open })
const started = (): Story =>
  atProposal()
    .when(approve(person('bram')), { policy: open })
    .when(begin(), { policy: open })
const atLease = (): Story =>
  atProposal(leased)
    .when(approve(person('bram')), { policy: open })
    .when(approve(person('chloe')), { policy: open })
    .when(begin(leased), { policy: open })
    .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' })
    .when({ type: 'StartVerification', action: 'INC-1.a', before: [] })
    .when({ type: 'RecordReadings', action: 'INC-1.a', readings: [] }, { now: start + 15 * minute })

const handedOver = (): Story =>
  started()
    .when({ type: 'Doubt', action: 'INC-1.a', why: { key: 'x' } })
    .when({ type: 'HandOver', action: 'INC-1.a', why: { key: 'x' } })

const close = (by: Person, outcome?: 'abandoned'): IncidentCommand => ({
  ...{ type: 'Close', by, place, confirmed: true },
  ...(outcome && { outcome }),
})

describe.each([
  ['waits', atProposal, ['ActionWithdrawn', 'IncidentClosed']],
  ['is in doubt', handedOver, ['IncidentClosed']],
] as const)('while a step %s', (_, given, events) => {
  it.each([undefined, 'abandoned'] as const)('nobody but an approver ends the incident as %s', (outcome) => {
    given().when(close(guest, outcome), { policy: open }).refuses('pending')
    given()
      .when(close(person('dirk'), outcome), { policy: open })
      .refuses('pending')
    given()
      .when(close(person('chloe'), outcome), { policy: open })
      .gives(...events)
  })
})

it('a step that stands for an agreed time outlives the incident, which whoever may close closes', () => {
  atLease().when(close(guest), { policy: open }).gives('IncidentClosed')
})

it('the return of a lease that is under way is not left behind by anybody', () => {
  const atReturn = (): Story =>
    atLease().when(
      { type: 'ReturnLease', action: 'INC-1.a', return: 'INC-1.b', by: person('chloe'), place },
      { policy: open },
    )

  atReturn().when(close(guest), { policy: open }).refuses('pending')
  atReturn()
    .when(close(person('chloe')), { policy: open })
    .gives('IncidentClosed')
})

it('a step that runs is not left behind by anybody', () => {
  started().when(close(guest), { policy: open }).refuses('pending')
  started()
    .when(close(person('chloe')), { policy: open })
    .refuses('busy')
})

it('whoever asked for what waits may end it with the incident, as they may take it back', () => {
  proposed(planOf(), person('dirk'), { policy: open })
    .when(close(person('dirk')), { policy: open })
    .gives('ActionWithdrawn', 'IncidentClosed')
})

it('an approver whose right was taken away is one no more', () => {
  const demoted: Policy = { ...open, permissions: [{ roles: ['lead'], may: ['read', 'close'] }] }

  atProposal()
    .when(close(person('chloe')), { policy: demoted })
    .refuses('pending')
})

it('where nothing waits any more, whoever may close closes', () => {
  atProposal()
    .when({ type: 'Reject', action: 'INC-1.a', by: person('bram'), place }, { policy: open })
    .when(close(guest), { policy: open })
    .gives('IncidentClosed')
})
