import { describe, expect, it } from 'vitest'
import { deadlinesOf } from '../../src/incident/pending-effects.ts'
import { approve, begin, calm, elsewhere, minute, person, place, planOf, proposed, scaleInOf, start } from './story.ts'

const why = { key: 'card.doubt.crashed' }
const action = 'INC-1.a'
const tells = (who: string, outcome: 'done' | 'failed', where = place) =>
  ({ type: 'TellOutcome', action, by: person(who), place: where, outcome }) as const

/** Begun, without a word of how it went, and Azure does not show it. */
const handedOver = () =>
  proposed()
    .when(approve(person('bram')))
    .when(begin())
    .when({ type: 'Doubt', action, why })
    .when({ type: 'HandOver', action, why })
    .gives('DoubtHandedOver')

describe('a step that people are asked about', () => {
  it('is never run again, whatever is clicked, and waits for nobody', () => {
    const asked = handedOver()

    asked.when(approve(person('chloe'))).refuses('already')
    asked.when(begin()).gives()
    expect(deadlinesOf(asked.incident).filter(({ key }) => key.endsWith(action))).toEqual([])
  })

  it('is settled by one who may approve it: it ran, and is verified, or it did not', () => {
    const ran = handedOver().when(tells('chloe', 'done')).gives('MitigationFinished')
    const not = handedOver().when(tells('chloe', 'failed')).gives('MitigationFinished')

    expect(ran.incident.actions[0]).toMatchObject({ status: 'verifying' })
    expect(ran.events.at(-1)).toMatchObject({ toldBy: { id: 'chloe' }, why: { args: { who: 'chloe' } } })
    expect(not.incident.actions[0]).toMatchObject({ status: 'failed' })
    not.when(tells('bram', 'done')).refuses('already')
  })

  it.each([
    ['dirk', place, 'forbidden'],
    ['mallory', place, 'not-permitted'],
    ['bram', elsewhere, 'foreign'],
  ])('is not settled by %s in %o: %s', (who, where, reason) => {
    handedOver()
      .when(tells(who, 'done', where))
      .refuses(reason)
  })

  it('does not believe anybody while it is still being looked for', () => {
    proposed()
      .when(approve(person('bram')))
      .when(begin())
      .when(tells('bram', 'failed'))
      .refuses('already')
  })

  it('takes the lease with it where it was the way back: left, until somebody says that it went', () => {
    const leased = { ...planOf(3, 'scale-out'), leaseInMs: 60 * minute }
    const back = scaleInOf(5)
    const later = { now: start + 61 * minute }
    const lost = proposed(leased)
      .when(approve(person('bram')))
      .when(approve(person('chloe')))
      .when(begin(leased))
      .when({ type: 'RecordFinished', action, outcome: 'done' })
      .when({ type: 'StartVerification', action, before: [] })
      .when({ type: 'EndLease', action, return: 'INC-1.r', forecast: calm }, later)
      .when({ type: 'Propose', action: 'INC-1.r', planned: { plan: back } }, later)
      .when(begin(back, 'INC-1.r'), later)
      .when({ type: 'Doubt', action: 'INC-1.r', why }, later)
      .when({ type: 'HandOver', action: 'INC-1.r', why }, later)
      .gives('DoubtHandedOver', 'LeaseEnded')

    expect(lost.incident.actions[0]?.lease).toMatchObject({ ended: 'left', why })
    const told = lost.when({ ...tells('bram', 'done'), action: 'INC-1.r' }, later)
    expect(told.incident.actions[0]?.lease).toMatchObject({ ended: 'returned' })
  })
})
