import { expect, test } from 'vitest'
import { ownAccessAnswer } from '../../src/answers/own-access.ts'
import type { Policy } from '../../src/incident/approval/policy.ts'
import { person, reportedAt } from '../views/basics.ts'
import { sayIn } from '../views/card-translator.ts'
import { noSources } from './no-sources.ts'

const policyOf = (telemetry: boolean, needed = 1): Policy => ({
  people: {},
  rules: [
    {
      name: 'restarts',
      approvers: [],
      needed,
      requesterCounts: false,
      expiresInMs: 1,
      coolDownInMs: 0,
    },
  ],
  freezes: [],
  reading: { kudu: false, commands: false, telemetry, dumps: [] },
})

const answerTo = async (text: string, policy: Policy | undefined, language: 'en' | 'nl' = 'en') => {
  if (ownAccessAnswer.about !== 'nothing') throw new Error('it needs no incident')
  const question = { incident: undefined, parsed: {} as never, text, asker: person('Ada'), now: reportedAt }
  return (await ownAccessAnswer.answer(question, { ...noSources, policy }))(sayIn(language)).lines
}

test('what is shut: the line of the policy and the permission, then the risk', async () => {
  const [state, risk] = await answerTo('why no kudu?', policyOf(false))
  expect(state).toMatch(/^Kudu is off: it takes “reading: kudu: true” .*publish\/Action/)
  expect(risk).toMatch(/^Risk: /)
})

test('asked for the risk, that comes first', async () => {
  expect((await answerTo('wat is het risico van telemetrie?', policyOf(false), 'nl'))[0]).toMatch(/^Risico: telemetrie/)
})

test('what the policy opened is said to be open', async () => {
  expect((await answerTo('can you see app insights?', policyOf(true)))[0]).toMatch(/^Logs and telemetry are on/)
})

test('what it may do: nothing without a policy, by approval with one, alone where a rule needs nobody', async () => {
  expect((await answerTo('can you change anything?', undefined))[0]).toMatch(/^I change nothing: there is no policy/)
  expect((await answerTo('can you change anything?', policyOf(false)))[0]).toMatch(
    /unless somebody whom the policy names/,
  )
  expect((await answerTo('can you change anything?', policyOf(false, 0)))[0]).toMatch(/“restarts” needs nobody/)
})
