import { expect, it } from 'vitest'
import { type ActionStatus, actionStatuses } from '../../src/incident/action-status.ts'
import { canBeAskedAgain } from '../../src/incident/ask-again.ts'
import type { IncidentCommand } from '../../src/incident/command.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { minute, person, place, planOf, proposed, reported, start } from './story.ts'

const expired = () => proposed().when({ type: 'Expire', action: 'INC-1.a' }, { now: start + 16 * minute })

const askAgain = (action: string, by = 'dirk'): IncidentCommand => ({
  type: 'RequestStep',
  action,
  request: { step: 'soft-restart', args: {} },
  by: { kind: 'person', person: person(by), place },
  again: 'INC-1.a',
})

it('asks for what has expired as a new step, and whoever presses asks', () => {
  const after = expired().when(askAgain('INC-1.b')).gives('StepRequested')

  expect(after.incident.actions.map(({ id, status }) => [id, status])).toEqual([
    ['INC-1.a', 'expired'],
    ['INC-1.b', 'requested'],
  ])
  expect(after.incident.actions[1]?.by).toMatchObject({ person: { id: 'dirk' } })
})

it('asks for one step where two people press', () => {
  const after = expired().when(askAgain('INC-1.b')).when(askAgain('INC-1.c', 'chloe')).refuses('asked-again')

  expect(after.incident.actions).toHaveLength(2)
})

it('is refused from a card whose proposal still waits', () => {
  proposed().when(askAgain('INC-1.b')).refuses('asked-again')
})

it('offers it from the newest card alone, also when that has ended too', () => {
  const { incident } = expired()
    .when(askAgain('INC-1.b'))
    .when({ type: 'Propose', action: 'INC-1.b', planned: { impossible: { key: 'x' } } })
  const [first, second] = incident.actions

  expect(first && canBeAskedAgain(first, incident)).toBe(false)
  expect(second && canBeAskedAgain(second, incident)).toBe(true)
})

it('offers one step while another is on its way', () => {
  const other = { ...askAgain('INC-1.b'), request: { step: 'scale-out', args: { workers: 5 } } } as IncidentCommand
  const { incident } = expired()
    .when(other)
    .when({ type: 'Propose', action: 'INC-1.b', planned: { plan: planOf(3, 'scale-out') } })
  const [first] = incident.actions

  expect(first && canBeAskedAgain(first, incident)).toBe(true)
})

it('offers nothing of an incident that is closed, nor of what was never asked for', () => {
  const { incident } = expired()
  const [action] = incident.actions
  const closed: Incident = { ...incident, closed: { at: start, outcome: 'left-alone' } }

  expect(action && canBeAskedAgain(action, closed)).toBe(false)
  expect(reported().incident.actions.some((one) => canBeAskedAgain(one, incident))).toBe(false)
})

it.each(actionStatuses)('%s: is asked for again where nothing of it has taken hold', (status) => {
  const { incident } = expired()
  const actions = incident.actions.map((action) => ({ ...action, status }))
  const offered: readonly ActionStatus[] = ['impossible', 'rejected', 'withdrawn', 'expired', 'voided', 'failed']

  expect(actions.every((action) => canBeAskedAgain(action, { ...incident, actions }))).toBe(offered.includes(status))
})

it('points to the same step that waits, whoever asks, and takes another one', () => {
  const { again: _, ...asked } = askAgain('INC-1.b') as Extract<IncidentCommand, { type: 'RequestStep' }>

  const after = proposed().when(asked).refuses('waits')
  expect(after.incident.actions).toHaveLength(1)

  const other = { ...asked, request: { step: 'scale-out', args: { workers: 5 } } }
  after.when(other).gives('StepRequested')
})
