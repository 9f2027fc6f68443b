import { describe, expect, it } from 'vitest'
import { type ActionStatus, actionStatuses, hasStatusTrait } from '../../src/incident/action-status.ts'
import { incidentOutcomes } from '../../src/incident/events/lifecycle-event.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { cardsOf } from '../../src/views/index.ts'
import { sayIn } from './card-translator.ts'
import { incidentOf, reportedAt, surroundings } from './fixtures.ts'

const verbsOf = (incident: Incident, card: string): readonly string[] => {
  const found = cardsOf(incident, sayIn('en'), surroundings).find((one) => one.card.startsWith(card))
  if (found === undefined) throw new Error(`there is no card ${card}`)
  return [...JSON.stringify(found.view.data).matchAll(/"verb":"([a-z-]+)"/g)].map(([, verb]) => verb ?? '')
}

const as = (status: ActionStatus, closed?: Incident['closed']): Incident => {
  const incident = incidentOf('recovered')
  const actions = incident.actions.map((action) => ({ ...action, status }))
  return { ...incident, actions, ...(closed === undefined ? {} : { closed }) }
}

/** A card that waits for Azure or for the clock moves on by itself. */
const movesByItself = (status: ActionStatus): boolean =>
  status === 'requested' || hasStatusTrait({ status }, 'under-way')

describe.each(actionStatuses)('a step that is %s', (status) => {
  it('has a way on, while its incident is open and after', () => {
    const closed = { at: reportedAt, outcome: 'left-alone' } as const

    if (!movesByItself(status)) expect(verbsOf(as(status), 'action:')).not.toEqual([])
    if (hasStatusTrait({ status }, 'ended')) expect(verbsOf(as(status, closed), 'action:')).toContain('reopen')
  })
})

it.each(incidentOutcomes)('an incident that is closed as %s is reopened from its card', (outcome) => {
  const failing = outcome === 'failing' ? { failing: { of: 'errors', value: 566, at: reportedAt } as const } : {}
  const incident = as('recovered', { at: reportedAt, outcome, ...failing })

  expect(verbsOf(incident, 'incident')).toContain('reopen')
})
