import { expect, test } from 'vitest'
import { figuresNamed, numbersIn } from '../../src/answers/how-measured/shown-figures.ts'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (text: string, language: 'en' | 'nl' = 'en') =>
  (await ask('how-measured', text, incidentOf('judged'), { language })).slice(1)

test('numbers are the same however they are written, and times of day are none', () => {
  expect(numbersIn('1,048 or 1.048 is 31 procent, and 3,3 s at 02:44')).toEqual([
    { number: '1048', unit: '' },
    { number: '1048', unit: '' },
    { number: '31', unit: '%' },
    { number: '3.3', unit: 's' },
  ])
})

test('a figure is found by its number', () => {
  const figure = { text: 'Sockets went from 153 to 539', as: 'instance', on: 'sentence' } as const
  expect(figuresNamed('is 539 of one instance?', [figure])).toEqual([figure])
  expect(figuresNamed('is 54 of one instance?', [figure])).toEqual([])
  expect(figuresNamed('is 539 s long?', [figure])).toEqual([])
})

test('a figure that is named comes first, then what it is taken over', async () => {
  const [figure, how] = await lines('is the response time an average or a peak?')
  expect(figure).toMatch(/^Response time: /)
  expect(how).toMatch(/^It is the average of all requests/)
})

test('a total is told beside the figure of a minute', async () => {
  expect((await lines('zijn die fouten per minuut of in totaal?', 'nl')).join('\n')).toMatch(
    /In totaal sinds het begin: [\d.]+ van [\d.]+ verzoeken/,
  )
})

test('shares of causes are no parts of a whole', async () => {
  expect((await lines('why do they not add up to 100?')).at(-1)).toMatch(/no parts of 100/)
})

test('how sure it is is reckoned from signs', async () => {
  expect((await lines('how do you get to that certainty?'))[0]).toMatch(/% sure of “.*”: \d+ signs? for it/)
})

test('Azure is late by minutes, and until when it reached is said', async () => {
  expect((await lines('how late is that data?'))[0]).toMatch(/^Azure’s figures reached until \d\d:\d\d UTC/)
})

test('what the figures are of: the slot, or the whole plan', async () => {
  expect((await lines('telt staging ook mee?', 'nl'))[0]).toMatch(/^De cijfers van de app zijn van dit slot alleen/)
})

test('what is over the whole is told of the shares; how the begin is found is told of the begin', async () => {
  expect((await lines('together that makes 130%')).at(-1)).toMatch(/no parts of 100/)
  expect((await lines('how do you know it began then?')).at(-1)).toMatch(/^It is found in the figures/)
})
