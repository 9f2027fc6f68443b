import { describe, expect, test } from 'vitest'
import { eventsOf, incidentOf } from '../views/fixtures.ts'
import { answerTo } from './journal-questions.ts'

describe('who-approved', () => {
  test.each([
    ['proposed', 'It waits: 1 of 2 approved, until 03:28 UTC. Ask “who may approve?” for names.'],
    ['rejected', 'Anna rejected “Scale out to 4 instances”; it was not run.'],
    ['withdrawn', 'Anna withdrew “Scale out to 4 instances”; it was not run.'],
    ['expired', '“Scale out to 4 instances” was not approved in time: it expired at 03:28 UTC and was not run.'],
    ['recovered', 'Anna approved “Scale out to 4 instances” at 03:15 UTC.'],
    ['judged', 'Nobody has asked for a step yet, so there was nothing to approve.'],
  ] as const)('tells who said yes or no: %s', async (story, last) => {
    const lines = await answerTo('who-approved', { incident: incidentOf(story) })

    expect(lines.at(-1)).toBe(last)
  })
})

describe('approvers', () => {
  const incident = incidentOf('proposed')

  test('names those whose yes still counts, how many it takes, and whether the asker is one', async () => {
    expect(await answerTo('approvers', { incident, who: 'Dirk' })).toEqual([
      'Carol, Dirk. “Scale out to 4 instances” waits for one of them.',
      'Already approved: Ben.',
      'You may approve it.',
    ])
  })

  test.each([
    ['Anna', 'You may not: you asked for it, and the policy wants somebody else.'],
    ['Ben', 'You have approved it already.'],
    ['Zed', 'You may not: the policy does not know you (local/zed).'],
  ])('tells %s why they may not', async (who, last) => {
    const lines = await answerTo('approvers', { incident, who })

    expect(lines.at(-1)).toBe(last)
  })

  test('answers for whoever is named', async () => {
    const lines = await answerTo('approvers', { incident, text: 'kan Carol dat goedkeuren?', language: 'nl' })

    expect(lines).toContain('Carol mag het goedkeuren.')
  })

  test('tells what would be needed for a step that nobody has asked for', async () => {
    const lines = await answerTo('approvers', { incident: incidentOf('judged'), text: 'who can approve a scale out' })

    expect(lines[0]).toContain('Ben, Carol, Dirk: 2 of them would have to approve')
  })

  test.each([
    ['mag ik dat zelf goedkeuren?', 'Dirk', 'nl', 'Nee, niet waar je zelf om vraagt: er zijn twee mensen voor nodig.'],
    ['may I approve it myself', 'Zed', 'en', 'No. You may not: the policy does not know you (local/zed).'],
    ['does the person who asks also get to approve it', 'Dirk', 'en', 'No, not what you ask for yourself'],
  ] as const)('answers yes or no first: %s', async (text, who, language, first) => {
    const lines = await answerTo('approvers', { incident: incidentOf('closed'), text, who, language })

    expect(lines[0]).toContain(first)
    expect(lines.length).toBeLessThanOrEqual(3)
  })

  test('leaves out who is not there', async () => {
    const lines = await answerTo('approvers', {
      incident: incidentOf('closed'),
      text: 'wie mag een stap goedkeuren als Ben er niet is',
      language: 'nl',
    })

    expect(lines[0]).toBe('▸ Carol, Dirk (2 van hen): Uitschalen, Inschalen')
  })

  test('says that nobody may, and how to mend that', async () => {
    const noRule = await answerTo('approvers', { incident: incidentOf('judged'), text: 'who may approve a restart' })
    const noPolicy = await answerTo('approvers', { incident, sources: { policy: undefined } })

    expect(noRule).toEqual(['Nobody: no rule of the policy allows “Restart” on contoso-web.'])
    expect(noPolicy).toEqual(['Nobody: there is no policy, so nobody may approve anything.'])
  })

  test('goes by the rules where no step is meant', async () => {
    const lines = await answerTo('approvers', { incident: incidentOf('closed') })

    expect(lines).toEqual([
      '▸ Ben, Carol, Dirk (2 of them): Scale out, Scale in',
      'You may not: the policy gives you no right to approve on this app.',
    ])
  })
})

describe('who', () => {
  test('begins with who is on it, and tells of everybody once', async () => {
    const incident = incidentOf('recovered')
    const sources = { allEvents: eventsOf('recovered') }
    const owned = { ...incident, owner: { key: 'eva', name: 'Eva' } }

    expect(await answerTo('who', { incident, sources })).toEqual([
      'Nobody has said that they are on it. Say “I’m on it” to take it.',
      'Anna opened it at 03:12 UTC.',
      '▸ Anna: asked for a step',
      '▸ Ben: approved',
      '▸ Anna: approved',
    ])
    expect((await answerTo('who', { incident, sources, text: 'who opened this' }))[0]).toBe(
      'Anna opened it at 03:12 UTC.',
    )
    expect((await answerTo('who', { incident: incidentOf('proposed') })).at(-1)).toBe('May approve: Ben, Carol, Dirk')
    expect((await answerTo('who', { incident: owned, sources, language: 'nl' }))[0]).toBe('Eva is ermee bezig.')
  })
})
