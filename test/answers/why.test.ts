import { describe, expect, test } from 'vitest'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

describe('given a verdict with a cause', () => {
  test('when asked why, then its cause in words, two reasons and what speaks against it', async () => {
    expect(await ask('why', 'why?', incidentOf('judged'))).toEqual([
      'Cause: contoso-web (INC-7)',
      expect.stringMatching(/^Almost certainly \(\d+% sure\): Out of CPU\.$/),
      '▸ CPU of the plan went from 31% to 97%',
      '▸ Response time follows CPU',
      'Against it: A deployment came just before',
    ])
    expect((await ask('why', 'waarom?', incidentOf('judged'), { language: 'nl' }))[1]).toMatch(
      /^Vrijwel zeker \(\d+% zeker\): De CPU is op\.$/,
    )
  })

  test('when doubted, then how sure, what for, what counts against it, and what would make it surer', async () => {
    expect((await ask('why', 'are you sure?', incidentOf('judged'))).slice(1)).toEqual([
      expect.stringMatching(/^\d+% sure: Out of CPU\.$/),
      expect.stringMatching(/^For it: CPU of the plan went from 31% to 97% Response time follows CPU/),
      'Against it: A deployment came just before',
      expect.stringMatching(/^Surer by a memory dump or a profile/),
    ])
    expect((await ask('why', 'what would make you more certain', incidentOf('judged')))[2]).toMatch(/^Surer by/)
  })

  test('when asked for the share of another cause, then that with its reasons', async () => {
    const { verdict } = incidentOf('judged')
    const [, other] = verdict?.causes ?? []
    const share = Math.round((other?.confidence ?? 0) * 100)
    const lines = (await ask('why', `why ${share}% for the deployment?`, incidentOf('judged'))).slice(1)
    expect(lines[0]).toMatch(new RegExp(`^${share}%: A deployment broke the app\\. Less than Out of CPU`))
    expect(lines[1]).toMatch(/^For it: Deployed 2 min before/)
    expect(lines[2]).toMatch(/^Against it: No new errors in the log/)
  })

  test('when asked in plain words, then what it means and what visitors feel', async () => {
    const [, first, second] = await ask('why', 'wat is er aan de hand in gewone taal', incidentOf('judged'), {
      language: 'nl',
    })
    expect(first).toMatch(/Dat is \d+% zeker\.$/)
    expect(second).toMatch(/^contoso-web /)
  })

  test('when over or closed, then in the past tense', async () => {
    expect((await ask('why', 'why', incidentOf('over')))[1]).toMatch(
      /^It was almost certainly \(\d+% sure\): A deployment broke the app, 18:12–18:47 UTC\.$/,
    )
    expect((await ask('why', 'why', incidentOf('closed')))[1]).toMatch(
      /^It was almost certainly \(\d+% sure\): Out of CPU\.$/,
    )
  })

  test('when it replaces another, then what contradicted that', async () => {
    expect((await ask('why', 'why', incidentOf('replaced'))).at(-1)).toMatch(/^↺ Before \(03:12 UTC\): Memory leaks/)
  })
})

test('without a cause it names the nearest one and what was not seen', async () => {
  expect((await ask('why', 'why', incidentOf('unclear'))).slice(1)).toEqual([
    'The cause is not clear',
    'What was seen does not point to one cause.',
    'Nearest to it, but not enough: Memory leaks.',
    'Not seen, so I may be wrong: Resource health. Ask “what could you not see?” for why.',
  ])
})

test('before there is a verdict it says so', async () => {
  expect((await ask('why', 'why', incidentOf('looking'))).slice(1)).toEqual([
    'I am still looking. The verdict comes in a moment; ask again then.',
  ])
  expect((await ask('why', 'why', incidentOf('early')))[1]).toMatch(/^Too early to say.*at 03:15 UTC\.$/)
})
