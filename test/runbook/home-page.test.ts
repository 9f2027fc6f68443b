import { expect, it } from 'vitest'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { homePageOf } from '../../src/runbook/home-page.ts'
import { createFlow, proposedScale } from '../flows/flow.ts'
import { person, policy } from '../incident/story.ts'

it('lists what waits for a person apart from what is open', async () => {
  const flow = await createFlow({ policy })
  await proposedScale(flow)
  const needs = {
    journal: flow.appmedic.journal,
    load: flow.appmedic.runbook.incident,
    policy,
    say: loadTranslators('UTC'),
    renderContext: { practice: true, steps: [], names: (key: string) => key, similarCauses: () => [] },
  }

  const bram = await homePageOf(person('bram'), needs)
  const dirk = await homePageOf(person('dirk'), needs)
  await flow.stop()

  expect(bram.waiting.map(({ template }) => template)).toEqual(['incident'])
  expect(bram.open).toEqual([])
  expect(dirk.waiting).toEqual([])
  expect(dirk.open).toHaveLength(1)
})
