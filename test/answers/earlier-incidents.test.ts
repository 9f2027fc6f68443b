import { describe, expect, test } from 'vitest'
import { incidentOf } from '../views/fixtures.ts'
import { answerTo } from './journal-questions.ts'

const dayInMs = 86_400_000

const aged = (story: Parameters<typeof incidentOf>[0], id: string, days: number) => {
  const incident = incidentOf(story)
  return { ...incident, id, openedAt: incident.openedAt - days * dayInMs }
}

const { closed } = aged('closed', 'INC-5', 9)
const unexplained = { ...aged('unclear', 'INC-3', 49), ...(closed === undefined ? {} : { closed }) }
const earlierIncidents = async () => [aged('closed', 'INC-5', 9), unexplained]

describe('earlier-incidents', () => {
  test('counts, compares the cause, and tells what helped', async () => {
    const lines = await answerTo('earlier-incidents', { incident: incidentOf('judged'), sources: { earlierIncidents } })

    expect(lines).toEqual([
      '2 times before in 50 d, last on 14 Nov 2026 03:12 UTC.',
      'The same cause once: Out of CPU (INC-5).',
      'What helped then: Scale out to 4 instances (INC-5).',
      '▸ INC-5 · 14 Nov 2026 03:12 UTC · Out of CPU · Closed: recovered',
      '▸ INC-3 · 5 Oct 2026 03:12 UTC · no cause named · Closed: recovered',
    ])
  })

  test.each([
    ['how often in the last 30 days', 'Once before in 30 d'],
    ['hoe vaak deze maand', 'Once before in 30 d'],
    ['how often this year', '2 times before in 365 d'],
    ['how often in the last 5 days', 'Not in the last 5 d.'],
  ])('counts within the time that is meant: %s', async (text, first) => {
    const incident = incidentOf('judged')

    const lines = await answerTo('earlier-incidents', { incident, text, sources: { earlierIncidents } })

    expect(lines[0]).toContain(first)
  })

  test('says that the journal knows of none, and no more', async () => {
    const lines = await answerTo('earlier-incidents', { incident: incidentOf('judged'), language: 'nl' })

    expect(lines).toEqual([
      'Nee: in mijn journaal staat geen eerder incident van deze app. Wat er voor mijn tijd was, kan ik niet weten.',
    ])
  })

  test('what is open now was not before', async () => {
    const sources = { earlierIncidents: async () => [aged('judged', 'INC-6', 0)] }

    const lines = await answerTo('earlier-incidents', { sources, text: 'had we this before' })

    expect(lines[0]).toMatch(/^No: /)
    expect(lines[1]).toMatch(/^Open now, and not counted: INC-6 /)
  })

  test.each([['what did we do the previous time, did that help'], ['hoe hebben we dat toen opgelost']])(
    'tells what was run the last time, and what came of it: %s',
    async (text) => {
      const lines = await answerTo('earlier-incidents', {
        incident: incidentOf('judged'),
        text,
        sources: { earlierIncidents },
      })

      expect(lines).toEqual([
        'The last time: INC-5 · 14 Nov 2026 03:12 UTC · Out of CPU · Closed: recovered',
        '▸ Scale out to 4 instances: It helped.',
      ])
    },
  )

  test('leaves out what was set aside, and what came later', async () => {
    const mistake = aged('closed', 'INC-4', 2)
    const abandoned = { ...mistake, closed: { at: mistake.openedAt, outcome: 'abandoned' } } as const
    const sources = { earlierIncidents: async () => [aged('closed', 'INC-9', -3), abandoned] }

    const lines = await answerTo('earlier-incidents', { incident: incidentOf('judged'), sources })

    expect(lines).toHaveLength(1)
  })
})
