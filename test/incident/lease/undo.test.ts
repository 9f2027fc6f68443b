import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../src/incident/approval/policy.ts'
import type { IncidentCommand } from '../../../src/incident/command.ts'
import type { MitigationPlan } from '../../../src/incident/mitigation-plan.ts'
import { pendingEffects } from '../../../src/incident/pending-effects.ts'
import {
  approve,
  begin,
  minute,
  person,
  place,
  planOf,
  policy,
  proposed,
  type Story,
  scaleInOf,
  start,
} from '../story.ts'

const scale = planOf(3, 'scale-out')
const origin = 'INC-1.a'
const undo = 'INC-1.u'

/** Everything that would hold up a step: it cools down, the breaker is open, and nothing may be changed. */
const strict: Policy = {
  ...policy,
  rules: policy.rules.map((rule) => ({ ...rule, coolDownInMs: 60 * minute })),
  breaker: { failures: 1, withinInMs: 60 * minute },
  freezes: [{ name: 'release', from: start, to: start + 600 * minute }],
}
const hindered = {
  policy: strict,
  past: [{ finishedAt: start, failed: true, stands: false }],
  now: start + 5 * minute,
}

const sent = (): Story =>
  proposed(scale)
    .when(approve(person('bram')))
    .when(approve(person('chloe')))
    .when(begin(scale))
const verifying = (): Story =>
  sent()
    .when({ type: 'RecordFinished', action: origin, outcome: 'done' })
    .when({ type: 'StartVerification', action: origin, before: [] })

const asks = (action = undo, undoes = origin, args = { workers: 3 }): IncidentCommand => ({
  type: 'RequestStep',
  action,
  request: { step: 'scale-in', args },
  by: { kind: 'person', person: person('ada'), place },
  undoes,
})
const proposes = (plan: MitigationPlan, action = undo): IncidentCommand => ({
  type: 'Propose',
  action,
  planned: { plan },
})
const says = (who: string): IncidentCommand => ({ type: 'Approve', action: undo, by: person(who), place })

const undoApproved = (plan = scaleInOf(5)): Story =>
  verifying().when(asks()).when(proposes(plan), hindered).when(says('bram'), hindered).when(says('chloe'), hindered)

const kindsOf = ({ incident }: Story, action: string): readonly string[] =>
  pendingEffects(incident).flatMap(({ effect }) =>
    'action' in effect && effect.action === action ? [effect.kind] : [],
  )

describe('an undo while the step is being verified', () => {
  it('passes cool-down, breaker and freeze, with the approvals that the policy asks', () => {
    undoApproved()
      .gives('ApprovalGiven', 'ActionApproved')
      .when(begin(scaleInOf(5), undo), hindered)
      .gives('MitigationStarted')
  })

  it.each([
    ['its requester', 'ada', 'self'],
    ['who may not approve', 'dirk', 'forbidden'],
  ])('takes no yes of %s', (_, who, reason) => {
    verifying()
      .when(asks())
      .when(proposes(scaleInOf(5)), hindered)
      .when(says(who), hindered)
      .refuses(reason)
  })

  it('is a step like any other where somebody has changed what it takes back', () => {
    verifying()
      .when(asks())
      .when(proposes(scaleInOf(6)), hindered)
      .when(says('bram'), hindered)
      .refuses('frozen')
  })

  it('is believed of nobody: what the plan did not promise passes nothing', () => {
    verifying()
      .when(asks(undo, origin, { workers: 1 }))
      .when(proposes(scaleInOf(5, 1)), hindered)
      .when(says('bram'), hindered)
      .refuses('frozen')
  })

  it('pauses the verification while its write is out, and ends it when it has run', () => {
    const out = undoApproved().when(begin(scaleInOf(5), undo), hindered)

    expect(kindsOf(verifying(), origin)).toEqual(['verify'])
    expect(kindsOf(out, origin)).toEqual([])
    out.when({ type: 'RecordReadings', action: origin, readings: [] }).gives()
    const done = out.when({ type: 'RecordFinished', action: undo, outcome: 'done' })
    done.gives('MitigationFinished', 'ActionUndone')
    expect(done.incident.actions[0]).toMatchObject({ status: 'undone', undoneBy: undo })
    expect(kindsOf(done, origin)).toEqual([])
  })

  it('leaves the step to its verification where Azure refuses it, and can then be asked for again', () => {
    const failed = undoApproved()
      .when(begin(scaleInOf(5), undo), hindered)
      .when({ type: 'RecordFinished', action: undo, outcome: 'failed' })

    expect(kindsOf(failed, origin)).toEqual(['verify'])
    failed.when(asks('INC-1.v')).gives('StepRequested')
  })

  it('has nothing left of a lease to return', () => {
    const leased = { ...scale, leaseInMs: 60 * minute }
    proposed(leased)
      .when(approve(person('bram')))
      .when(approve(person('chloe')))
      .when(begin(leased))
      .when({ type: 'RecordFinished', action: origin, outcome: 'done' })
      .when({ type: 'StartVerification', action: origin, before: [] })
      .gives('VerificationStarted', 'LeaseStarted')
      .when(asks())
      .when(proposes(scaleInOf(5)))
      .when(says('bram'))
      .when(says('chloe'))
      .when(begin(scaleInOf(5), undo))
      .when({ type: 'RecordFinished', action: undo, outcome: 'done' })
      .gives('MitigationFinished', 'ActionUndone', 'LeaseEnded')
  })
})

describe('an undo while Azure still works on the step', () => {
  it('waits for it, and is planned then', () => {
    const waiting = sent().when(asks()).gives('StepRequested')

    expect(kindsOf(waiting, undo)).toEqual([])
    const done = waiting.when({ type: 'RecordFinished', action: origin, outcome: 'done' })
    expect(kindsOf(done, undo)).toEqual(['plan'])
  })

  it('has nothing to do where the step failed', () => {
    sent()
      .when(asks())
      .when({ type: 'RecordFinished', action: origin, outcome: 'failed' })
      .when(proposes(scaleInOf(5)))
      .gives('StepImpossible')
  })
})

describe('a step is undone once', () => {
  it('is under way for whoever asks for it again, and refused once it has run', () => {
    verifying().when(asks()).when(asks('INC-1.v')).gives()
    undoApproved()
      .when(begin(scaleInOf(5), undo), hindered)
      .when({ type: 'RecordFinished', action: undo, outcome: 'done' })
      .when(asks('INC-1.v'))
      .refuses('already')
  })

  it('and taking back what took it back is a step like any other', () => {
    const again = undoApproved()
      .when(begin(scaleInOf(5), undo), hindered)
      .when({ type: 'RecordFinished', action: undo, outcome: 'done' })
      .when(asks('INC-1.v', undo))
      .gives('StepRequested')

    expect(again.incident.actions.at(-1)).not.toHaveProperty('undoes')
  })
})
