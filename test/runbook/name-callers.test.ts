import { expect, it } from 'vitest'
import type { ChangeFinding, ProbeResult } from '../../src/incident/finding.ts'
import { nameCallers, nameRecentCallers } from '../../src/runbook/effects/name-callers.ts'
import { approve, begin, person, planOf, policy, proposed, reported } from '../incident/story.ts'

const oid = '44444444-4444-4444-8444-444444444444'
const known = {
  ...policy,
  people: { ...policy.people, eva: { name: 'Eva', roles: [], identities: { teams: `tenant/${oid}` } } },
}
const ran = proposed()
  .when(approve(person('bram')))
  .when(begin()).incident
const context = {
  journal: { incidentsWithStepsOf: async () => ['INC-1'] },
  repository: { load: async () => ran },
  policy: () => known,
} as unknown as Parameters<typeof nameCallers>[2]

const change = (by: string | undefined, correlationId?: string): ChangeFinding => ({
  kind: 'change',
  change: 'restart',
  at: 1,
  of: 'app',
  operation: 'Microsoft.Web/sites/restart/action',
  status: 'succeeded',
  ...(by === undefined ? {} : { by }),
  ...(correlationId === undefined ? {} : { correlationId }),
})

it('names steps of ours by their incident, people by the policy, and leaves everybody else', async () => {
  const [action] = ran.actions
  const findings = [
    change('33333333-3333-4333-8333-333333333333', action?.correlationId?.toUpperCase()),
    change(oid.toUpperCase()),
    change('s.bakker@contoso.com', 'other'),
    change(undefined),
  ]
  const result: ProbeResult = { probe: 'activity-log', status: 'ok', tookMs: 1, findings } as never

  const named = await nameCallers(result, { ...reported().incident, id: 'INC-2' }, context)

  expect(named.findings.map((one) => (one as ChangeFinding).by)).toEqual([
    'Appmedic (INC-1)',
    'Eva',
    's.bakker@contoso.com',
    undefined,
  ])
})

it('names whoever changed a resource a moment ago the same way, before the plan is journaled', async () => {
  const [action] = ran.actions
  const restart = { at: 1, operation: 'Microsoft.Web/sites/restart/action' }
  const recent = [
    { ...restart, by: '33333333-3333-4333-8333-333333333333', correlationId: action?.correlationId ?? '' },
    { ...restart, by: oid },
    { ...restart, by: '' },
  ]

  const plan = await nameRecentCallers({ ...planOf(), recent }, reported().incident, context)

  expect(plan.recent?.map(({ by }) => by)).toEqual(['Appmedic (INC-1)', 'Eva', ''])
})
