import { expect, test } from 'vitest'
import type { IncidentEvent } from '../../../src/incident/event.ts'
import type { Requester } from '../../../src/incident/events/mitigation-event.ts'
import { foldEvents } from '../../../src/incident/evolve.ts'
import { actionLines } from '../../../src/views/parts/action-lines.ts'
import { leaseEndMessage } from '../../../src/views/parts/lease-end.ts'
import { at, person, place } from '../basics.ts'
import { sayIn } from '../card-translator.ts'
import { eventsOf } from '../fixtures.ts'

const scaled = 'INC-7.9f2c41d07b'
const back = 'INC-7.00back00'

const returned = (by: Requester, more: readonly IncidentEvent[] = []) => {
  const incident = foldEvents([
    ...eventsOf('recovered'),
    at(20, { type: 'StepRequested', action: back, request: { step: 'scale-in', args: { workers: 3 } }, by }),
    ...more,
    at(21, { type: 'MitigationFinished', action: back, outcome: 'done' }),
    at(21, { type: 'LeaseEnded', action: scaled, how: 'returned' }),
  ])
  const [action] = incident?.actions ?? []
  if (incident === undefined || action === undefined) throw new Error('nothing was done')
  return { message: leaseEndMessage(action, incident, sayIn('en')), lines: actionLines(incident, sayIn('en')) }
}

test('a lease whose time was over went back by itself', () => {
  expect(returned({ kind: 'lease', of: scaled }).message.key).toBe('card.lease.returned')
})

test('one that somebody took back says who, on the card too', () => {
  const { message, lines } = returned({ kind: 'lease', of: scaled, person: person('Carol') })

  expect(message).toMatchObject({ key: 'card.lease.returned-by', args: { person: 'Carol', approved: 'no' } })
  expect(lines[0]?.text).toContain(sayIn('en')(message))
})

test('one that was undone says who asked and who approved', () => {
  const { message } = returned({ kind: 'person', person: person('Ada'), place }, [
    at(20, { type: 'ApprovalGiven', action: back, by: person('Carol'), person: 'carol', hash: 'cd' }),
    at(21, { type: 'ActionUndone', action: scaled, undo: back }),
  ])

  expect(message.args).toMatchObject({ person: 'Ada', approved: 'yes', agreed: 'Carol' })
})
