import { describe, expect, test } from 'vitest'
import { incidentOf } from '../views/fixtures.ts'
import { answerTo } from './journal-questions.ts'

const textOf = async (...asking: Parameters<typeof answerTo>): Promise<string> => (await answerTo(...asking)).join(' ')

describe('summary', () => {
  test('tells what, since when, whom, why, what is done, and what comes next', async () => {
    expect(await textOf('summary', { incident: incidentOf('proposed') })).toBe(
      'contoso-web has been giving visitors errors since 02:55 UTC, for 37 min now. ' +
        'About 35% of all requests have failed since (5,963 of 17,268). ' +
        'A page takes 9.6 s on average, against 1.1 s before. ' +
        'Probable cause (87% sure): Out of CPU. Every instance of the plan is at its CPU limit, so requests queue. ' +
        'Anna has asked for “Scale out to 4 instances”; it is not approved yet. ' +
        'It can be approved until 03:28 UTC.',
    )
  })

  test('is in the past tense once a step has helped', async () => {
    const text = await textOf('summary', { incident: incidentOf('closed') })

    expect(text).toContain('contoso-web gave visitors errors from 02:55 UTC on.')
    expect(text).toContain('“Scale out to 4 instances” at 03:15 UTC (approved by Ben, Anna) helped.')
    expect(text).toContain('Closed at 03:22 UTC: recovered.')
  })

  test.each([
    ['looking', 'At 03:12 UTC it was reported that contoso-web is down; it is being looked at.'],
    ['unclear', 'The cause is not known yet.'],
    ['nothing-wrong', 'we looked, and nothing wrong shows.'],
    ['opened', 'which app it is about is not known yet.'],
    ['over', 'it is over.'],
  ] as const)('says only what is known: %s', async (story, part) => {
    expect(await textOf('summary', { incident: incidentOf(story) })).toContain(part)
  })

  test('is in the language that is asked for', async () => {
    const incident = incidentOf('judged')

    expect(await textOf('summary', { incident, language: 'nl', text: 'vat samen in het Engels' })).toContain('has been')
    expect(await textOf('summary', { incident, text: 'summarise in Dutch please' })).toContain('geeft bezoekers fouten')
    expect(await textOf('summary', { incident, language: 'nl', text: 'in plain english' })).toContain('geeft bezoekers')
  })

  test('gives customers neither names nor cause nor promise', async () => {
    expect(await textOf('summary', { incident: incidentOf('proposed'), text: 'what do I tell the customers' })).toBe(
      'contoso-web has been giving visitors errors for 37 min now. ' +
        'We are looking into it. When it is mended is not known yet.',
    )
  })

  test.each([
    ['in one sentence', 'en', 1],
    ['kun je in 3 zinnen samenvatten voor de directie, zonder jargon', 'nl', 3],
    ['vat dit samen in twee zinnen', 'nl', 2],
  ] as const)('is as many sentences as asked: %s', async (text, language, count) => {
    const said = await textOf('summary', { incident: incidentOf('judged'), text, language })

    expect(said.split(/(?<=[.]) /)).toHaveLength(count)
    if (text.includes('jargon')) expect(said).not.toMatch(/UTC|CPU|% {2}zeker|plan/)
  })

  test('is as many lines as asked', async () => {
    const text = 'what to put on the status page, can you give me two lines without the technical stuff'

    expect(await answerTo('summary', { incident: incidentOf('judged'), text })).toEqual([
      'contoso-web has been giving visitors errors for 37 min now.',
      'We are looking into it. When it is mended is not known yet.',
    ])
  })

  test('has no line that a card would cut off', async () => {
    const lines = await answerTo('summary', { incident: incidentOf('verifying'), language: 'nl' })

    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(300)
  })
})
