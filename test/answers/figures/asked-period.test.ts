import { expect, test } from 'vitest'
import { askedPeriod } from '../../../src/answers/figures/asked-period.ts'

/** A Thursday. */
const now = Date.UTC(2026, 0, 15, 15, 40)
const shown = (at: number) => new Date(at).toISOString().slice(5, 16).replace('T', ' ')
const periodOf = (text: string, timeZone = 'UTC') => {
  const { window } = askedPeriod(text, now, timeZone)
  return `${shown(window.from)} – ${shown(window.to)}`
}

test.each([
  ['cpu', '01-15 14:40 – 01-15 15:40'],
  ['cpu last 3 hours', '01-15 12:40 – 01-15 15:40'],
  ['handles afgelopen 24u', '01-14 15:40 – 01-15 15:40'],
  ['geheugen het laatste half uur', '01-15 15:10 – 01-15 15:40'],
  ['yesterday', '01-14 00:00 – 01-15 00:00'],
  ['gisteravond', '01-14 18:00 – 01-15 00:00'],
  ['gisteren tussen 2 en 3', '01-14 14:00 – 01-14 15:00'],
  ['vannacht tussen 2 en 3', '01-15 02:00 – 01-15 03:00'],
  ['how many 5xx between 01:00 and 02:00', '01-15 01:00 – 01-15 02:00'],
  ['yesterday between 2 and 3 pm', '01-14 14:00 – 01-14 15:00'],
  ['from 23:00 to 01:00', '01-14 23:00 – 01-15 01:00'],
  ['van 00:00 tot nu', '01-15 00:00 – 01-15 15:40'],
  ['this week', '01-12 00:00 – 01-15 15:40'],
  ['vorige week', '01-05 00:00 – 01-12 00:00'],
  ['this month', '01-01 00:00 – 01-15 15:40'],
  ['since 12:00', '01-15 12:00 – 01-15 15:40'],
  ['sinds vanmorgen', '01-15 06:00 – 01-15 15:40'],
  ['since yesterday 14:00', '01-14 14:00 – 01-15 15:40'],
  ['vannacht', '01-14 22:00 – 01-15 06:00'],
  ['last Friday', '01-09 00:00 – 01-10 00:00'],
  ['over the weekend', '01-10 00:00 – 01-12 00:00'],
  ['2 hours ago', '01-15 13:25 – 01-15 13:55'],
  ['how many requests per minute', '01-15 14:40 – 01-15 15:40'],
  ['threads of lw1sdlwk8FB06D now', '01-15 14:40 – 01-15 15:40'],
  ['cpu this time last week', '01-15 14:40 – 01-15 15:40'],
  ['hoe druk was het gisteren om deze tijd vergeleken met nu', '01-15 14:40 – 01-15 15:40'],
  ['5xx count per 5 min since 13:00', '01-15 13:00 – 01-15 15:40'],
])('%s', (text, period) => {
  expect(periodOf(text)).toBe(period)
})

test('times of day are those of the zone', () => {
  expect(periodOf('since 12:00', 'Europe/Amsterdam')).toBe('01-15 11:00 – 01-15 15:40')
})

test('what Azure keeps no longer is cut off, and said', () => {
  const { window, isCut } = askedPeriod('last 200 days', now, 'UTC')

  expect([(now - window.from) / 86_400_000, isCut]).toEqual([93, true])
})

test('small hours that nobody called the night’s may be of the other half of the day', () => {
  const { other } = askedPeriod('gisteren tussen 2 en 3', now, 'UTC')

  expect(other === undefined ? '' : `${shown(other.from)} – ${shown(other.to)}`).toBe('01-14 02:00 – 01-14 03:00')
})
