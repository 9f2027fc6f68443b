import { expect, it } from 'vitest'
import { hasStatusTrait } from '../../../src/incident/action-status.ts'
import { canBeAskedAgain } from '../../../src/incident/ask-again.ts'
import type { IncidentCommand } from '../../../src/incident/command.ts'
import type { MitigationPlan } from '../../../src/incident/mitigation-plan.ts'
import { approve, begin, minute, person, place, planOf, policy, proposed, type Story, start } from '../story.ts'

const swift = { ...policy, rules: policy.rules.map((rule) => ({ ...rule, coolDownInMs: 0 })) }
const restart = planOf(3, 'restart')
const soft = planOf(3, 'soft-restart')
const at = (minutes: number) => ({ now: start + minutes * minute, policy: swift })

const asks = (plan: MitigationPlan, action: string, more: object = {}): IncidentCommand => ({
  type: 'RequestStep',
  action,
  request: { step: plan.step, args: plan.args },
  by: { kind: 'person', person: person('ada'), place },
  ...more,
})

const runs = (story: Story, plan: MitigationPlan, action: string, minutes: number): Story =>
  story
    .when(asks(plan, action), at(minutes))
    .when({ type: 'Propose', action, planned: { plan } }, at(minutes))
    .when({ type: 'Approve', action, by: person('bram'), place }, at(minutes))
    .when(begin(plan, action), at(minutes))
    .gives('MitigationStarted')

it('is void where another step has run since it was proposed, and can be proposed again', () => {
  const after = runs(proposed(restart), soft, 'INC-1.b', 2)
    .when({ type: 'RecordFinished', action: 'INC-1.b', outcome: 'done' }, at(3))
    .when(approve(person('bram')), at(4))
    .when(begin(restart), at(4))
    .gives('ActionVoided')
  const [action] = after.incident.actions

  expect(action).toMatchObject({ status: 'voided', overtakenBy: 'INC-1.b', why: { key: 'refusal.overtaken' } })
  expect(action && canBeAskedAgain(action, after.incident)).toBe(true)
})

it('runs where the other was refused by Azure', () => {
  runs(proposed(restart), soft, 'INC-1.b', 2)
    .when({ type: 'RecordFinished', action: 'INC-1.b', outcome: 'failed' }, at(3))
    .when(approve(person('bram')), at(4))
    .when(begin(restart), at(4))
    .gives('MitigationStarted')
})

it('runs where the other ran before it was proposed', () => {
  const before = runs(proposed(restart), soft, 'INC-1.b', 2)
    .when({ type: 'RecordFinished', action: 'INC-1.b', outcome: 'done' }, at(3))
    .when({ type: 'Withdraw', action: 'INC-1.a', by: person('ada'), place }, at(3))
    .when(asks(restart, 'INC-1.c'), at(4))
    .when({ type: 'Propose', action: 'INC-1.c', planned: { plan: restart } }, at(4))
    .when({ type: 'Approve', action: 'INC-1.c', by: person('bram'), place }, at(4))
    .when(begin(restart, 'INC-1.c'), at(4))
    .gives('MitigationStarted')

  expect(before.incident.actions.filter((one) => hasStatusTrait(one, 'running')).map(({ id }) => id)).toEqual([
    'INC-1.c',
  ])
})
