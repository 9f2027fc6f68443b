import { describe, expect, it } from 'vitest'
import { readLimitsOfNow } from '../../../src/incident/verification/read-limits.ts'
import { approve, begin, minute, person, planOf, proposed, start } from '../story.ts'

const { success } = planOf()
const seenAt = start - 10 * minute

const measurements = {
  notOffered: [],
  findings: [
    {
      kind: 'metric' as const,
      metric: 'Http5xx',
      of: 'app' as const,
      unit: 'count' as const,
      aggregation: 'total' as const,
      grainInMs: minute,
      series: [{ points: [[seenAt - 2 * minute, 629]] as const }],
    },
  ],
}
const read = (at: number, incident = proposed().incident) => {
  const { now, ...more } = readLimitsOfNow(incident, measurements, { success, seenAt, now: at })
  return { values: now.map(({ value }) => value), ...more }
}

describe('what a proposal calls "now"', () => {
  it('is what the look saw while that is fresh', () => {
    expect(read(seenAt + 2 * minute)).toEqual({ values: [629] })
  })

  it('has its time beside it where the look is older than two minutes', () => {
    expect(read(seenAt + 3 * minute)).toEqual({ values: [629], seenAt })
  })

  it('is left out where a step has run since the look', () => {
    const { incident } = proposed()
      .when(approve(person('bram')))
      .when(begin())

    expect(incident.actions[0]?.startedAt).toBe(start)
    expect(read(seenAt + minute, incident)).toEqual({ values: [] })
  })
})
