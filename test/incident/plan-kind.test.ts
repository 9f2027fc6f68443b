import { expect, it } from 'vitest'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import { approve, begin, minute, person, planOf, proposed, start } from './story.ts'

const evidence = { id: 'e', collector: 'd', fileName: 'f.dmp', contentType: 'x', sizeInBytes: 1, sha256: '0' }
const fetching: MitigationPlan = { ...planOf(), writes: [{ method: 'GET', path: '/processes/1/dump' }] }

const run = (plan: MitigationPlan) =>
  proposed(plan)
    .when(approve(person('bram')))
    .when(begin(plan))
    .when({ type: 'RecordTaken', action: 'INC-1.a', evidence })
    .gives('EvidenceCollected', 'MitigationFinished')

it('ends a capture with what it fetched: there is nothing to verify', () => {
  expect(run({ ...fetching, kind: 'capture' }).incident.actions).toMatchObject([{ status: 'collected' }])
})

it('knows a capture that was journaled before plans told their kind', () => {
  expect(run(fetching).incident.actions).toMatchObject([{ status: 'collected', plan: { kind: 'capture' } }])
})

it('verifies a change', () => {
  const changed = run(planOf())

  expect(changed.incident.actions).toMatchObject([{ status: 'verifying' }])
  changed
    .when({ type: 'StartVerification', action: 'INC-1.a', before: [] }, { now: start + minute })
    .gives('VerificationStarted')
})
