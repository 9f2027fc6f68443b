import { describe, expect, test } from 'vitest'
import { incidentOf } from '../views/fixtures.ts'
import { answerTo } from './journal-questions.ts'

describe('what-changed', () => {
  test('tells of everything, newest first, the bot’s own step with what was before', async () => {
    expect(await answerTo('what-changed', { incident: incidentOf('recovered') })).toEqual([
      '03:15 UTC Scale out to 4 instances; Workers: 3 → 4 (by me, approved by Ben, Anna)',
      '02:53 UTC Deployment by Anna “fix checkout”',
      '02:25 UTC Scaling, plan, failed (by whom is not known)',
    ])
  })

  test.each(['who deployed', 'wie heeft er gedeployd', 'was there a release'])(
    'only what was asked for: %s',
    async (text) => {
      expect(await answerTo('what-changed', { incident: incidentOf('judged'), text })).toEqual([
        '02:53 UTC Deployment by Anna “fix checkout”',
      ])
    },
  )

  test.each([
    'that deployment by Anna, could it have to do with it',
    'what about the one at 02:53',
    'the last deploy, when was it',
  ])('of the one that is meant also how near it was: %s', async (text) => {
    expect(await answerTo('what-changed', { incident: incidentOf('judged'), text })).toEqual([
      '02:53 UTC Deployment by Anna “fix checkout”',
      'That was 2 min before it began at 02:55 UTC. Near in time is no proof: ask “is it the deployment?” for for and against.',
    ])
  })

  test('none of that kind: in which time, and what did change', async () => {
    const lines = await answerTo('what-changed', { incident: incidentOf('judged'), text: 'which setting was changed' })

    expect(lines.slice(0, 2)).toEqual([
      'No such change (configuration) between 21 Nov 2026 03:12 UTC and 23 Nov 2026 03:12 UTC.',
      'What did change:',
    ])
  })

  test('only within the time that is meant', async () => {
    const lines = await answerTo('what-changed', {
      incident: incidentOf('judged'),
      text: 'changes in the last 45 minutes',
    })

    expect(lines).toEqual(['02:53 UTC Deployment by Anna “fix checkout”'])
  })

  test.each(['anything since 03:00 UTC', 'what was altered from 03:00 to now'])(
    'none in the time that is meant: that, and the last one before: %s',
    async (text) => {
      const lines = await answerTo('what-changed', { incident: incidentOf('judged'), text })

      expect(lines).toEqual([
        'Nobody changed anything between 23 Nov 2026 03:00 UTC and 23 Nov 2026 03:12 UTC, as far as Azure’s record says.',
        'The last change before that: 02:53 UTC Deployment by Anna “fix checkout”',
      ])
    },
  )

  test('after the last look nothing is known', async () => {
    const lines = await answerTo('what-changed', { incident: incidentOf('judged'), text: 'changes since 03:20' })

    expect(lines[0]).toMatch(/^I last read Azure’s record of changes at 23 Nov 2026 03:12 UTC/)
  })

  test('does not say that nothing changed while it is being read', async () => {
    expect(await answerTo('what-changed', { incident: incidentOf('looking') })).toEqual([
      'I am still reading Azure’s record of changes. Ask again in a moment.',
    ])
  })

  test('says which record could not be read', async () => {
    const probes = [{ id: 'resource-health', covers: 'changes' }] as const

    const lines = await answerTo('what-changed', { incident: incidentOf('looking'), sources: { probes } })

    expect(lines[0]).toBe('That is not known: I could not read every record of changes.')
    expect(lines[1]).toContain('Needed: Microsoft.ResourceHealth')
  })
})
