import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestAndApprove } from '../../src/cli/drill/request-and-approve.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { languages } from '../../src/i18n/types.ts'
import { supportRequestMarkdown } from '../../src/views/support-request.ts'
import { messageText } from '../message-text.ts'
import { createFlow, type Flow } from './flow.ts'

let flow: Flow
beforeAll(async () => {
  flow = await createFlow({ faults: { 'contoso-web': 'bad-deployment' } })
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  await requestAndApprove({ ...flow, report: '' }, { step: 'restart', args: {} })
})
afterAll(() => flow.stop())

const support = async (who: string, token = 'INC-1', place?: { platform: string; tenant: string; channel: string }) => {
  await flow.chat.clicks(who, 'support', token, place === undefined ? {} : { place })
  await flow.settle()
}

test('who asks for it is told the text, and it is kept as a file of the incident', async () => {
  const told = flow.chat.whispers.length
  const problem = `${messageText('en', 'report.support.problem')}: ${messageText('en', 'symptom.outage')}`

  await support('ada')

  const { evidence, awaitsSupportText } = await flow.incident()
  expect(evidence.filter(({ collector }) => collector === undefined)).toMatchObject([
    { fileName: expect.stringMatching(/^support-request-INC-1-\d+\.md$/), contentType: 'text/plain' },
  ])
  expect(awaitsSupportText).toBe(false)
  expect(flow.chat.whispers.slice(told)).toEqual([expect.stringContaining(problem)])
  expect(flow.troubles).toEqual([])
})

test('somebody of another channel is refused, and an unknown incident too', async () => {
  const before = (await flow.incident()).evidence.length

  await support('ada', 'INC-1', { platform: 'web', tenant: 'local', channel: 'elsewhere' })
  await support('ada', 'INC-99')
  await support('ada', 'INC-1; drop')

  expect((await flow.incident()).evidence).toHaveLength(before)
  const refusals = (await flow.events()).filter(({ type }) => type === 'Refused')
  expect(refusals).toMatchObject([{ refusal: { reason: 'foreign' } }])
})

test.each(languages)('in %s it says since when, on what, what was seen and what was tried', async (language) => {
  const incident = await flow.incident()
  const action = await flow.action()

  const text = supportRequestMarkdown(incident, loadTranslators('Europe/Amsterdam')(language)).replaceAll('\\', '')

  expect(text).toContain('2026-01-15 02:')
  expect(text).toMatch(/\d\d:\d\d:\d\d UTC/)
  expect(text).toContain(incident.app?.id)
  expect(text).toContain('SKU: P1v3 PremiumV3 × 3')
  expect(text).toContain(String(action.correlationId))
  expect(text).not.toMatch(/password|AccountKey|@contoso\.com|undefined/i)
})
