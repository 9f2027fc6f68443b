import { describe, expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { incidentOutcomeOf } from '../../src/incident/incident-outcome.ts'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import { hasHelpedSince, isTroubleOver, recoveryStepOf } from '../../src/incident/recovery.ts'
import { reportStoryOf } from '../../src/views/report/report-story.ts'
import { ask } from '../answers/asking.ts'
import { at, minute, person, reportedAt } from '../views/basics.ts'
import { eventsOf } from '../views/fixtures.ts'

const grown = eventsOf('recovered')
const scaled = 'INC-7.9f2c41d07b'
const back = 'INC-7.00back00'

const errorLimit = { metric: 'Http5xx', of: 'app', comparison: 'at-most', limit: 10, unit: 'count' } as const

const planOf = (): MitigationPlan => {
  const plan = foldEvents(grown)?.actions[0]?.plan
  if (plan === undefined) throw new Error('nothing was planned')
  return { ...plan, step: 'scale-in', args: { workers: 3 }, success: { ...plan.success, limits: [errorLimit] } }
}

/** Carol takes the lease back twenty minutes later. */
const returning: readonly IncidentEvent[] = [
  ...grown,
  at(30, {
    type: 'StepRequested',
    action: back,
    request: { step: 'scale-in', args: { workers: 3 } },
    by: { kind: 'lease', of: scaled, person: person('Carol') },
  }),
  at(30, {
    type: 'ActionProposed',
    action: back,
    plan: planOf(),
    hash: 'cd'.repeat(32),
    rule: { needed: 0, requesterCounts: false, approvers: [] },
    expiresAt: reportedAt + 60 * minute,
  }),
  at(30, { type: 'ActionApproved', action: back }),
  at(30, { type: 'MitigationStarted', action: back, correlationId: 'c' }),
  at(31, { type: 'MitigationFinished', action: back, outcome: 'done' }),
  at(31, { type: 'LeaseEnded', action: scaled, how: 'returned' }),
  at(31, {
    type: 'VerificationStarted',
    action: back,
    until: reportedAt + 41 * minute,
    before: [{ limit: 0, value: 700, holds: false }],
  }),
]

const read = (errors: number): IncidentEvent =>
  at(41, { type: 'VerificationRead', action: back, readings: [{ limit: 0, value: errors, holds: errors <= 10 }] })

const ended = (errors: number): readonly IncidentEvent[] => [
  ...returning,
  read(errors),
  at(41, {
    type: 'VerificationFinished',
    action: back,
    outcome: errors <= 10 ? 'recovered' : 'not-recovered',
    after: [{ limit: 0, value: errors, holds: errors <= 10 }],
  }),
]

const fold = (events: readonly IncidentEvent[]): Incident => {
  const incident = foldEvents(events)
  if (incident === undefined) throw new Error('no events')
  return incident
}

describe('whether it is well now', () => {
  test.each([
    ['a step has helped', grown, true],
    ['its return has not been read yet', returning, true],
    ['what is read of its return fails visitors', [...returning, read(507)], false],
    ['its return did not hold', ended(507), false],
    ['its return held', ended(2), true],
  ])('%s', (_, events, isWell) => {
    const incident = fold(events)

    expect(recoveryStepOf(incident)?.id).toBe(isWell ? scaled : undefined)
    expect([hasHelpedSince(incident), isTroubleOver(incident)]).toEqual([isWell, isWell])
  })
})

test('after a return that did not hold nothing says that it is over', async () => {
  const events = ended(507)
  const incident = fold(events)

  expect(incidentOutcomeOf(incident)).toBe('not-recovered')
  expect(reportStoryOf(incident, events)).toMatchObject({ fix: undefined, end: undefined })
  const forBoss = (await ask('summary', 'summarise INC-7 for my boss', incident)).join(' ')
  expect(forBoss).not.toContain('it is over')
  expect(forBoss).toContain('We took a measure that helped at first; that did not last.')
  expect((await ask('summary', 'summary', incident)).join(' ')).toContain('helped at first; that did not last.')
  const status = await ask('ask_status', 'how is contoso-web now?', incident, { now: reportedAt + minute })
  expect(status.join(' ')).not.toContain('works again')
})
