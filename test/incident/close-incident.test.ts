import { describe, expect, it } from 'vitest'
import type { DecisionContext, IncidentCommand } from '../../src/incident/command.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Finding } from '../../src/incident/finding.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import {
  approve,
  begin,
  minute,
  person,
  place,
  planOf,
  policy,
  proposed,
  reported,
  type Story,
  start,
} from './story.ts'

const errorsOf = (perMinute: number): Finding => ({
  kind: 'metric',
  metric: 'Http5xx',
  of: 'app',
  unit: 'count',
  aggregation: 'total',
  grainInMs: minute,
  series: [1, 2].map(() => ({
    points: [6, 5, 4, 3, 2, 1].map((ago) => [start - ago * minute, perMinute / 2] as const),
  })),
})

const cause: Verdict = {
  at: start,
  outcome: 'cause',
  causes: [{ cause: 'bad-deployment', confidence: 0.9, evidence: [], against: [], steps: [] }],
  unseen: [],
}

/** Looked at: so many errors a minute over two instances, and what was made of them. */
const seen = (errors: number, verdict: Verdict = cause, given: Story = reported()): Story =>
  (['app-state', 'app-metrics'] as const)
    .reduce(
      (before, probe) =>
        before.when({
          type: 'RecordProbe',
          round: 1,
          result: { probe, status: 'ok', tookMs: 1, findings: probe === 'app-metrics' ? [errorsOf(errors)] : [] },
        } as IncidentCommand),
      given,
    )
    .when({ type: 'Conclude', round: 1, stage: 'whole', verdict })

const close = (by = 'ada', more: object = {}): IncidentCommand => ({ type: 'Close', by: person(by), place, ...more })
const later = (inMs: number): Partial<DecisionContext> => ({ now: start + inMs })
const closedIn = ({ incident }: Story) => incident.closed

describe('while it still fails', () => {
  it('whoever closes is asked first, and the figure stands in what was decided', () => {
    const asked = seen(566).when(close()).refuses('confirm-close')
    expect(asked.incident.closed).toBeUndefined()

    const closed = asked.when(close('ada', { confirmed: true })).gives('IncidentClosed')
    expect(closedIn(closed)).toMatchObject({ outcome: 'failing', failing: { of: 'errors', value: 566 } })
  })

  it('is asked once: closing again is an answer, soon after and by the same person', () => {
    const asked = seen(566).when(close(), later(0))

    asked.when(close(), later(minute)).gives('IncidentClosed')
    asked.when(close(), later(500)).refuses('confirm-close')
    asked.when(close('bram'), later(minute)).refuses('confirm-close')
    asked.when(close(), later(11 * minute)).refuses('confirm-close')
  })

  it('that it stays open is an answer as well: closing again is asked about anew, soon after too', () => {
    const keep = { type: 'KeepOpen', by: person('ada'), place } as const
    const kept = seen(566).when(close(), later(0)).when(keep, later(minute)).gives('Answered')

    kept.when(keep, later(2 * minute)).refuses('kept-open')
    const again = kept.when(close(), later(2 * minute)).refuses('confirm-close')
    again.when(close(), later(3 * minute)).gives('IncidentClosed')
    seen(566).when(keep).refuses('kept-open')
  })

  it('says so of slow answers and of our own request too', () => {
    const request: Finding = { kind: 'request', url: 'https://x', status: 503, durationInMs: 9 }
    const story = reported()
      .when({
        type: 'RecordProbe',
        round: 1,
        result: { probe: 'app-metrics', status: 'ok', tookMs: 1, findings: [request] },
      } as unknown as IncidentCommand)
      .when({
        type: 'RecordProbe',
        round: 1,
        result: { probe: 'app-state', status: 'ok', tookMs: 1, findings: [] },
      } as unknown as IncidentCommand)
      .when({ type: 'Conclude', round: 1, stage: 'whole', verdict: cause })

    expect(closedIn(story.when(close('ada', { confirmed: true })))?.failing).toMatchObject({ of: 'answer', value: 503 })
  })

  it('is set aside as a mistake without a question', () => {
    expect(closedIn(seen(566).when(close('ada', { outcome: 'abandoned' })))?.outcome).toBe('abandoned')
  })
})

it('is closed without a question where it does not fail', () => {
  expect(closedIn(seen(0).when(close()).gives('IncidentClosed'))).toMatchObject({ outcome: 'left-alone' })
  const well: Verdict = { ...cause, outcome: 'nothing-wrong', causes: [] }
  expect(closedIn(seen(3, well).when(close()).gives('IncidentClosed'))?.outcome).toBe('nothing-wrong')
  const over: Verdict = { ...cause, until: start - 10 * minute }
  expect(closedIn(seen(566, over).when(close()).gives('IncidentClosed'))?.outcome).toBe('recovered')
})

it('believes a step’s own readings where they are newer than the look', () => {
  const ran = seen(566, cause, proposed())
    .when(approve(person('bram')))
    .when(begin())
    .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' })
    .when({ type: 'StartVerification', action: 'INC-1.a', before: [] })
  const readings = (value: number) => [{ limit: 0, value, holds: value <= 10 }]
  const read = (value: number, inMs: number) =>
    ran.when({ type: 'RecordReadings', action: 'INC-1.a', readings: readings(value) }, later(inMs))

  expect(closedIn(read(412, 16 * minute).when(close('bram', { confirmed: true })))).toMatchObject({
    outcome: 'failing',
    failing: { of: 'errors', value: 412, at: start + 16 * minute },
  })
  read(0, minute).when(close('bram')).gives('IncidentClosed')
})

describe('while a step waits', () => {
  it('is asked what becomes of it, then it is withdrawn with the incident', () => {
    proposed().when(close('bram')).refuses('confirm-close')
    const closed = proposed().when(close('bram', { confirmed: true }))

    closed.gives('ActionWithdrawn', 'IncidentClosed')
    expect(closed.incident.actions.map(({ status }) => status)).toEqual(['withdrawn'])
  })

  it('takes an approved one along that has not begun, which then never runs', () => {
    const closed = proposed()
      .when(approve(person('bram')))
      .when(close('bram', { confirmed: true }))
      .gives('ActionWithdrawn', 'IncidentClosed')

    closed.when(begin()).gives()
  })

  it('leaves the return of a lease alone', () => {
    const leased = { ...planOf(3, 'scale-out'), leaseInMs: 60 * minute }
    const back = proposed(leased)
      .when(approve(person('bram')))
      .when(approve(person('chloe')))
      .when(begin(leased))
      .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' })
      .when({ type: 'StartVerification', action: 'INC-1.a', before: [] })
      .when({ type: 'RecordReadings', action: 'INC-1.a', readings: [] }, later(15 * minute))
      .when(
        { type: 'EndLease', action: 'INC-1.a', return: 'INC-1.b', forecast: { instances: 2, limits: [] } },
        later(80 * minute),
      )
      .when(close('bram', { confirmed: true }), later(80 * minute))
      .gives('IncidentClosed')

    expect(back.incident.actions.at(-1)?.status).toBe('requested')
  })
})

describe('reopening', () => {
  const looking = { probes: ['app-metrics'], window: { from: start, to: start + minute } }
  const reopen = (more: object = {}): IncidentCommand => ({
    type: 'Reopen',
    by: person('dirk'),
    place,
    looking,
    ...more,
  })

  it('goes on where it was, with a fresh look', () => {
    const open = seen(0)
      .when(close())
      .when(reopen(), later(5 * minute))
      .gives('IncidentReopened', 'ObservationStarted')

    expect(open.incident).toMatchObject({ reportedAt: start + 5 * minute, observation: { round: 2 } })
    expect(open.incident.closed).toBeUndefined()
    expect(foldEvents(open.events)).toEqual(open.incident)
  })

  it('is refused where nothing is closed, from elsewhere, and to whoever may not ask', () => {
    seen(0).when(reopen()).refuses('open-already')
    const closed = seen(0).when(close())
    closed.when(reopen({ place: { ...place, channel: 'random' } })).refuses('foreign')
    closed
      .when(reopen(), { policy: { ...policy, permissions: [{ roles: ['oncall'], may: ['read', 'close'] }] } })
      .refuses('not-permitted')
  })
})
