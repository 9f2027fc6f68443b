import { expect, test } from 'vitest'
import { differences, terms } from '../../src/answers/meaning/terms.ts'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (text: string, language: 'en' | 'nl' = 'en') =>
  (await ask('meaning', text, undefined, { language })).slice(1)

test('a code: what it is and where it mostly comes from', async () => {
  const [what, from] = await lines('What does 503 mean?')
  expect(what).toMatch(/^503 Service Unavailable: /)
  expect(from).toMatch(/requests that take long, high memory or CPU, an exception/)
})

test('two of them: each, and what sets them apart', async () => {
  expect(await lines('wat is het verschil tussen 502 en 503?', 'nl')).toEqual([
    expect.stringMatching(/^502 Bad Gateway: /),
    expect.stringMatching(/^503 Service Unavailable: /),
    'Bij 502 is de app gevraagd en kwam er geen goed antwoord; bij 503 was er niets vrij om te vragen.',
  ])
})

test.each([
  ['what does 500.30 mean', /^500\.30: ASP\.NET Core/],
  ['whats 502.5', /^502\.5: /],
  ['what the hell is snat', /^SNAT: /],
  ['worker evicted by health check?', /^Health check: /],
  ['what is ARR affinity', /^ARR affinity: /],
  ['wat is een working set', /^Working set: /],
  ['what is a bad gateway', /^502 Bad Gateway/],
  ['exit code 137?', /^Exit code 137/],
])('%s', async (text, said) => {
  expect((await lines(text))[0]).toMatch(said)
})

test('what is called as a cause is explained as that cause', async () => {
  expect((await lines('what is a deadlock'))[0]).toBe('The process hangs.')
})

test('what is not known is not made up', async () => {
  expect((await lines('what is a flux capacitor'))[0]).toBe('That term I cannot explain.')
})

test('every term and difference has its words in every language', async () => {
  for (const language of ['en', 'nl'] as const) {
    for (const { spokenAs } of terms) {
      const [word = ''] = spokenAs.split(',').filter((one) => !/[*…]/.test(one))
      if (word !== '') expect((await lines(word, language)).length).toBeGreaterThan(1)
    }
  }
  const ids = terms.map(({ id }) => id)
  expect(differences.flat().filter((id) => !ids.includes(id))).toEqual([])
})

test('it needs no incident, and is the same with one', async () => {
  expect((await ask('meaning', 'what is 503', incidentOf('judged'))).slice(1)).toEqual(await lines('what is 503'))
})

test.each([
  ['what does severity 1 mean', /^Severity is what/],
  ['what is the minus and what are the dots', /^On the card: \+ speaks for/],
  ['is this an exercise?', /^“Practice” at the top/],
])('a word of the card: %s', async (text, said) => {
  expect((await lines(text))[0]).toMatch(said)
})

test('two figures that seem to contradict each other are of other times; two codes are no figures', async () => {
  const of = async (text: string) => (await ask('meaning', text, incidentOf('judged')))[1]
  expect(await of('the detector says 2 failed but you say 29%, which is right?')).toMatch(/^Both can be right/)
  expect(await of('how does 502 differ from 503?')).toMatch(/^502 Bad Gateway/)
})

test('whether a figure is a lot is told from what is usual for this app', async () => {
  const of = async (text: string) => (await ask('meaning', text, incidentOf('judged')))[1]
  expect(await of('is 8 s response time a lot?')).toMatch(/^Response time here: .* times what is usual for this app\.$/)
  expect(await of('what does TIME_WAIT mean?')).toMatch(/^TIME_WAIT: a connection that was closed/)
})
