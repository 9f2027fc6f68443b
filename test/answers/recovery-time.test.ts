import { expect, test } from 'vitest'
import { incidentOf, type StoryName } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (story: StoryName, language: 'en' | 'nl' = 'en') =>
  (await ask('recovery-time', 'how long still?', incidentOf(story), { language })).slice(1)

test('while it is verified, until when, and which limit is not met yet', async () => {
  expect(await lines('verifying')).toEqual([
    'At 03:26 UTC at the latest I know whether “Scale out to 4 instances” helped: its limits must hold for 3 min, and do not yet.',
    expect.stringMatching(/^✗ Errors \(5xx\): 31% → 4%/),
  ])
})

test('while it runs, since when, and what follows', async () => {
  expect(await lines('accepted')).toEqual([
    '“Scale out to 4 instances” runs since 03:15 UTC; Azure says nothing of how long it takes.',
    'After that I watch its limits: they must hold for 3 min, and I tell within 10 min.',
  ])
})

test('while it waits for approval, nothing gets better', async () => {
  expect((await lines('proposed', 'nl'))[0]).toMatch(/wacht tot 03:28 UTC op akkoord/)
})

test('no promise where nothing runs', async () => {
  expect(await lines('judged')).toEqual([
    'I can’t give a time: nothing runs now that would mend it.',
    expect.stringMatching(/^What would start the clock: “Restart instance/),
  ])
})

test('what is over, helped or closed is told so', async () => {
  expect((await lines('over'))[0]).toBe('It is over already, for 8 h 28 min.')
  expect((await lines('recovered'))[0]).toMatch(/has helped/)
  expect((await lines('closed'))[0]).toBe('It was closed at 03:22 UTC; nothing is awaited any more.')
})

test('whether it ends by itself and whether we tell are answered first', async () => {
  expect((await ask('recovery-time', 'will it go away by itself?', incidentOf('judged')))[1]).toMatch(/load goes down/)
  expect(await ask('recovery-time', 'krijgen we een berichtje?', incidentOf('judged'), { language: 'nl' })).toEqual([
    expect.anything(),
    expect.stringMatching(/^Na een stap meld ik hier of die hielp/),
  ])
})

test('the signs that it is over are the limits that a step is verified by', async () => {
  const signs = await ask(
    'recovery-time',
    'how do we know it is over, and for how long do we watch',
    incidentOf('proposed'),
  )

  expect(signs[1]).toMatch(/^It is over when all of this holds together for 3 min: .*Errors \(5xx\): at most/)
  expect(signs.at(-1)).toMatch(/^Close it after that/)
})

test('where no step is offered, by the limits that hold for any', async () => {
  const signs = await ask('recovery-time', 'waaraan zien we dat het voorbij is', incidentOf('unclear'), {
    language: 'nl',
  })

  expect(signs[1]).toContain('Responstijd: hoogstens 5 s')
})
