import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { causes } from '../../src/diagnose/causes/index.ts'
import { remedies } from '../../src/diagnose/remedies.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { steps } from '../../src/mitigate/index.ts'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

/** The judged story with another cause in the first place, and none of its steps. */
const withCause = (cause: string): Incident => {
  const story = incidentOf('judged')
  const [first, ...others] = story.verdict?.causes ?? []
  if (story.verdict === undefined || first === undefined) throw new Error('the story has no cause')
  return { ...story, verdict: { ...story.verdict, causes: [{ ...first, cause, steps: [] }, ...others] } }
}

test('every remedy of a cause is a step or a remedy that is known, with words for both languages', () => {
  const known = new Set([...steps, ...remedies].map(({ id }) => id))
  const named = causes.flatMap((cause) => [...cause.remedies.lasting, ...cause.remedies.relief])

  expect(named.filter((id) => !known.has(id))).toEqual([])
  for (const language of ['en', 'nl']) {
    const words = JSON.parse(readFileSync(`cards/strings/${language}/remedy.json`, 'utf8'))
    for (const id of known) expect(words).toHaveProperty([`remedy.${id}.does`])
    for (const { id } of remedies) expect(words).toHaveProperty([`remedy.${id}.title`])
  }
})

test.each(causes.map(({ id }) => id))('%s says what mends it for good, and where to look', async (cause) => {
  const lines = await ask('lasting-fix', 'what is the permanent fix', withCause(cause))
  const where = await ask('lasting-fix', 'where in the code', withCause(cause))

  expect(lines.length).toBeGreaterThan(2)
  expect(where[1]).toBe(lines[2])
})

test('what is named is weighed against the cause: it ends it, helps for now, or does not touch it', async () => {
  const first = async (text: string) => (await ask('lasting-fix', text, withCause('snat-exhaustion')))[1]

  expect(await first('would a NAT gateway help')).toMatch(/^A NAT gateway: yes, that mends it\./)
  expect(await first('would a cache help')).toMatch(/^A cache: it helps for now/)
  expect(await first('would a health check help')).toMatch(/^Health check: not against “Out of outbound ports/)
})

test('of two that are compared each has its line', async () => {
  const lines = await ask('lasting-fix', 'bigger tier or number of instances', withCause('snat-exhaustion'))

  expect(lines.slice(1, 3)).toEqual([
    expect.stringMatching(/^Scale up: not against/),
    expect.stringMatching(/^Scale out: it helps for now/),
  ])
})

test('where no slot holds the version before, a swap is no way back', async () => {
  expect((await ask('lasting-fix', 'would a swap have helped', withCause('bad-deployment')))[1]).toContain(
    'no slot holds the version before',
  )
})

test('without a cause nothing is promised', async () => {
  expect((await ask('lasting-fix', 'would a NAT gateway help', incidentOf('unclear'))).slice(1)).toEqual([
    'No cause is clear yet, so what would mend it is not known either.',
    expect.stringMatching(/^A NAT gateway: whether it would help is not known/),
  ])
})
