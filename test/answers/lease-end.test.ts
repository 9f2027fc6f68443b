import { describe, expect, test } from 'vitest'
import { incidentOf } from '../views/fixtures.ts'
import { answerTo } from './journal-questions.ts'

describe('lease-end', () => {
  test('tells until when, how long that is, and what happens then', async () => {
    const lines = await answerTo('lease-end', { incident: incidentOf('verifying') })

    expect(lines.slice(0, 2)).toEqual([
      'Until 05:16 UTC, 1 h 44 min from now: Scale out to 4 instances.',
      'Then by itself: Scale in to 3 instances.',
    ])
  })

  test('also after the incident is closed', async () => {
    const lines = await answerTo('lease-end', { incident: incidentOf('closed'), language: 'nl' })

    expect(lines[0]).toMatch(/^Tot 05:16 UTC, nog 1 u 44 min: .+ naar 4 instanties\.$/)
  })

  test('tells how long it will be where it waits, and that nothing is temporary where nothing is', async () => {
    const waiting = await answerTo('lease-end', { incident: incidentOf('proposed') })
    const offered = await answerTo('lease-end', { incident: incidentOf('rejected') })
    const nothing = await answerTo('lease-end', { incident: incidentOf('nothing-wrong') })

    expect(waiting).toEqual([
      'Scale out to 4 instances is not in place yet. Once it is, it stays for 2 h.',
      'Then by itself: Scale in to 3 instances.',
      'Unless it would do harm then, or somebody has changed it meanwhile: then it stays, and I say so.',
    ])
    expect(offered[0]).toContain('can be asked for with a time: 1, 2, 4 or 8 hours')
    expect(nothing).toEqual(['Nothing here is temporary, so nothing goes back by itself.'])
  })

  test('tells when it went back, and why where it did not', async () => {
    const incident = incidentOf('recovered')
    const ended = (how: 'returned' | 'left') => ({
      ...incident,
      actions: incident.actions.map((one) => ({
        ...one,
        lease: { startedAt: 0, endsAt: incident.openedAt, ended: how },
      })),
    })

    expect(await answerTo('lease-end', { incident: ended('returned') })).toEqual([
      'Scale out to 4 instances: it went back at 03:12 UTC. Nothing of it is left.',
    ])
    expect((await answerTo('lease-end', { incident: ended('left') }))[0]).toContain('did not go back by itself')
  })
})
