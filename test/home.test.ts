import { expect, it } from 'vitest'
import { homeOf } from '../src/home.ts'
import { loadSays } from '../src/resources.ts'
import { createFlow, proposedScale } from './flows/world.ts'
import { person, policy } from './incident/story.ts'

it('lists what waits for a person apart from what is open', async () => {
  const flow = await createFlow({ policy })
  await proposedScale(flow)
  const needs = {
    journal: flow.appmedic.journal,
    policy,
    say: loadSays('UTC'),
    surroundings: { practice: true, names: (key: string) => key },
  }

  const bram = await homeOf(person('bram'), needs)
  const dirk = await homeOf(person('dirk'), needs)
  await flow.stop()

  expect(bram.waiting.map(({ template }) => template)).toEqual(['incident'])
  expect(bram.open).toEqual([])
  expect(dirk.waiting).toEqual([])
  expect(dirk.open).toHaveLength(1)
})
