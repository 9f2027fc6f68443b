import { describe, expect, it } from 'vitest'
import { told } from './understood.ts'

describe('a question about a step is no order', () => {
  it.each([
    'can we scale out at all, or is there a max of workers?',
    'how long does a restart take',
    'would a restart help?',
    'what happens to the sessions if we restart',
    'kunnen we eigenlijk wel opschalen?',
    'hoe lang duurt een herstart',
    'wat kost een extra instance',
  ])('%s', (text) => {
    const { isQuestion, intent, certainty } = told(text)

    expect(isQuestion).toBe(true)
    expect(intent.startsWith('request_') && certainty === 'sure').toBe(false)
  })
})

describe('a wish in the shape of a question is one', () => {
  it.each([
    ['could you restart contoso-web?', 'request_restart'],
    ['can you scale contoso-web out to 4 please', 'request_scale_out'],
    ['kun je contoso-web even herstarten?', 'request_restart'],
    ['zou je contoso-web willen herstarten', 'request_restart'],
    ['can we get two more instances for contoso-web please?', 'request_scale_out'],
    ['Können Sie contoso-web bitte neu starten?', 'request_restart'],
  ])('%s', (text, intent) => {
    expect(told(text)).toMatchObject({ intent, isQuestion: false, certainty: 'sure' })
  })
})

it.each([
  'approve it after the dump',
  'could be approved I guess',
  'keur hem straks maar goed',
  'I would approve INC-7 if it helps',
])('an approval is never offered as one of several meanings: %s', (text) => {
  expect(told(text).likely).not.toContain('approve')
})
