import { describe, expect, it } from 'vitest'
import { deadlinesOf } from '../../src/incident/pending-effects.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import { minute, person, place, reported, type Story, start } from './story.ts'

const lookAgainAt = start + 3 * minute
const tooEarly: Verdict = {
  at: start,
  outcome: 'not-enough-evidence',
  causes: [],
  unseen: [],
  provisional: { figuresUntil: start - 3 * minute, lookAgainAt },
}
const looking = { probes: ['app-state', 'app-metrics'], window: { from: start - 57 * minute, to: lookAgainAt } }
const again = (round: number) => ({ type: 'LookAgain', round, looking }) as const
const close = { type: 'Close', by: person('ada'), place } as const
const observe = { type: 'Observe', by: person('ada'), place, looking } as const

const looked = (story: Story, round: number): Story =>
  looking.probes.reduce(
    (so, probe) => so.when({ type: 'RecordProbe', round, result: { probe, status: 'ok', findings: [] } }),
    story,
  )
const concluded = (verdict: Verdict, story: Story = reported(), round = 1): Story =>
  looked(story, round).when({ type: 'Conclude', stage: 'whole', round, verdict }).gives('VerdictReached')
const looksAgain = ({ incident }: Story) => deadlinesOf(incident).filter(({ key }) => key.startsWith('look-again'))

describe('a verdict of figures that are older than the report', () => {
  it('is looked at again at the time that it says, by nobody’s wish', () => {
    const early = concluded(tooEarly)
    const begun = early.when(again(1), { now: lookAgainAt }).gives('ObservationStarted')

    expect(looksAgain(early)).toEqual([{ key: 'look-again:1', at: lookAgainAt }])
    expect(begun.events.at(-1)).not.toHaveProperty('by')
    expect(begun.incident.observation).toMatchObject({ round: 2, unasked: true })
  })

  it('stays with what it saw until there is a new one, which is looked at again only where that says so', () => {
    const begun = concluded(tooEarly).when(again(1))
    const { verdict, lastObservation } = begun.incident

    expect(verdict).toEqual(tooEarly)
    expect(lastObservation?.results).toHaveLength(2)
    expect(looksAgain(begun)).toEqual([])
    expect(looksAgain(concluded(tooEarly, begun, 2))).toEqual([{ key: 'look-again:2', at: lookAgainAt }])
    const { provisional: _, ...final } = tooEarly
    const ended = concluded(final, begun, 2)
    expect(looksAgain(ended)).toEqual([])
    expect(ended.incident).not.toHaveProperty('lastObservation')
  })

  it('is not looked at twice: somebody looked meanwhile, or the bot has', () => {
    const asked = concluded(tooEarly).when(observe).gives('ObservationStarted')

    expect(looksAgain(asked)).toEqual([])
    asked.when(again(1)).gives()
    expect(asked.incident.observation).not.toHaveProperty('unasked')
    concluded(tooEarly).when(again(1)).when(again(1)).gives()
  })

  it('is not looked at again once the incident is closed', () => {
    const closed = concluded(tooEarly).when(close)

    expect(looksAgain(closed)).toEqual([])
    closed.when(again(1)).gives()
  })
})

it('who joins says anew that something is wrong, but does not make the wait for figures longer', () => {
  const join = { type: 'Join', by: person('bram'), place, text: 'down here too' } as const
  const later = { now: start + 40 * minute }
  const { provisional: _, ...final } = tooEarly

  expect(concluded(final).when(join, later).incident.reportedAt).toBe(later.now)
  expect(concluded(tooEarly).when(join, later).incident.reportedAt).toBe(start)
  expect(reported().when(join, later).incident.reportedAt).toBe(start)
})
