import { expect, test } from 'vitest'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (text: string) => (await ask('dependencies', text, incidentOf('judged'))).slice(1)

test('where the verdict is about something else, that comes first', async () => {
  expect((await lines('is it the database?'))[0]).toMatch(/^What I see points elsewhere: “Out of CPU”, \d+% sure\./)
})

test('whoever asks how to find a call is told that', async () => {
  expect((await lines('how do I find out which call is slow?'))[0]).toMatch(/^To find it: /)
})
