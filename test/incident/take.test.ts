import { describe, expect, it } from 'vitest'
import type { IncidentCommand } from '../../src/incident/command.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { IncidentOwner } from '../../src/incident/person.ts'
import { elsewhere, onSlack, person, place, reported } from './story.ts'

const take = (owner: IncidentOwner, by = person('ada'), at = place): IncidentCommand => ({
  type: 'Take',
  owner,
  by,
  place: at,
})
const chloe: IncidentOwner = { key: 'chloe', name: 'Chloé' }

describe('taking an incident', () => {
  it('nobody is on it until somebody says so', () => {
    const open = reported()

    expect(open.incident.owner).toBeUndefined()
    expect(open.when(take(person('ada'))).gives('IncidentTaken').incident.owner).toEqual(person('ada'))
  })

  it('is handed to another, of the policy or seen on a platform: one at a time', () => {
    const handed = reported()
      .when(take(person('ada')))
      .when(take(chloe))
      .gives('IncidentTaken')

    expect(handed.incident.owner).toEqual(chloe)
    expect(handed.when(take(onSlack('U-BRAM'))).gives('IncidentTaken').incident.owner?.name).toBe('U-BRAM')
  })

  it('changes nothing for who is on it already', () => {
    reported()
      .when(take(person('ada')))
      .when(take(person('ada')))
      .gives()
    reported()
      .when(take(chloe))
      .when(take({ ...chloe, name: 'Chloé M.' }))
      .gives()
  })

  it('is for where the incident lives, and while it is open', () => {
    const closed = reported().when({ type: 'Close', by: person('ada'), place })

    reported()
      .when(take(person('ada'), person('ada'), elsewhere))
      .refuses('foreign')
    closed.when(take(person('ada'))).refuses('closed')
  })

  it('leaves an incident that was opened before there were owners as it was', () => {
    const before = reported().events.filter(({ type }) => type !== 'IncidentTaken')

    expect(foldEvents(before)).not.toHaveProperty('owner')
  })
})
