import { expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import { openSteps } from '../../src/views/parts/offered-steps.ts'
import { stepResolvedView } from '../../src/views/step-resolved-view.ts'
import { at, person, place } from './basics.ts'
import { sayIn } from './card-translator.ts'
import { eventsOf, surroundings } from './fixtures.ts'

const scaled = 'INC-7.9f2c41d07b'
const say = sayIn('en')

const fold = (events: readonly IncidentEvent[]) => {
  const incident = foldEvents(events)
  const [action] = incident?.actions ?? []
  if (incident === undefined || action === undefined) throw new Error('nothing was asked for')
  return { incident, action }
}

const cardOf = (events: readonly IncidentEvent[]) => {
  const { incident, action } = fold(events)
  return JSON.stringify(stepResolvedView(incident, action, say, surroundings).data)
}

const asked = (id: string, request: { step: string; args: { workers: number } }): IncidentEvent =>
  at(20, { type: 'StepRequested', action: id, request, by: { kind: 'person', person: person('Anna'), place } })

const scaledInBy = (by: 'lease' | 'hand'): readonly IncidentEvent[] => [
  ...eventsOf('recovered'),
  asked('INC-7.in', { step: 'scale-in', args: { workers: 3 } }),
  at(20, { type: 'MitigationStarted', action: 'INC-7.in', correlationId: 'c' }),
  at(21, { type: 'MitigationFinished', action: 'INC-7.in', outcome: 'done' }),
  ...(by === 'lease' ? [at(21, { type: 'LeaseEnded', action: scaled, how: 'returned' })] : []),
]

test('a step that has helped offers its undo and the ends of its lease', () => {
  const card = cardOf(eventsOf('recovered'))

  expect(card).toContain('"undo"')
  expect(card).toContain('"return-lease"')
})

test.each(['lease', 'hand'] as const)('where it is back by %s already it offers neither', (by) => {
  const card = cardOf(scaledInBy(by))

  expect(card).not.toContain('"undo"')
  expect(card).not.toContain('"return-lease"')
})

test('a step that stands is not offered again, though the verdict was revised between asking and running', () => {
  const [verdict] = eventsOf('judged').filter((event) => event.type === 'VerdictReached')
  if (verdict === undefined) throw new Error('no verdict')
  const revised = { ...verdict, at: verdict.at + 120_000, verdict: { ...verdict.verdict, at: verdict.at + 120_000 } }
  const events = eventsOf('recovered')
  const approved = events.findIndex(({ type }) => type === 'ActionApproved')
  const { incident } = fold([...events.slice(0, approved), revised, ...events.slice(approved)])

  expect(openSteps(incident).map(({ step }) => step)).not.toContain('scale-out')
})

test('a card that was proposed again says what became of that', () => {
  const again = [...eventsOf('expired'), asked('INC-7.again', { step: 'scale-out', args: { workers: 4 } })]

  expect(cardOf(eventsOf('expired'))).toContain(say({ key: 'card.resolved.expired.next' }))
  expect(cardOf(again)).not.toContain(say({ key: 'card.resolved.expired.next' }))
  expect(cardOf(again)).toContain(say({ key: 'status.action.requested' }))
})
