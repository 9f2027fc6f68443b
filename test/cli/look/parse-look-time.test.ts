import { expect, test } from 'vitest'
import { armTypeOf } from '../../../src/cli/look/count-requests.ts'
import { parseLookTime } from '../../../src/cli/look/parse-look-time.ts'

/** Summer time in Amsterdam: 00:30 there. */
const now = Date.UTC(2026, 5, 9, 22, 30)

test.each([
  ['90m', 'UTC', '2026-06-09T21:00:00.000Z'],
  ['2h ago', 'UTC', '2026-06-09T20:30:00.000Z'],
  ['1d', 'UTC', '2026-06-08T22:30:00.000Z'],
  ['21:15', 'UTC', '2026-06-09T21:15:00.000Z'],
  // Later than now: it was yesterday.
  ['23:15', 'UTC', '2026-06-08T23:15:00.000Z'],
  ['00:15', 'Europe/Amsterdam', '2026-06-09T22:15:00.000Z'],
  ['23:50', 'Europe/Amsterdam', '2026-06-09T21:50:00.000Z'],
  ['2026-06-09T10:00Z', 'Europe/Amsterdam', '2026-06-09T10:00:00.000Z'],
  ['2026-06-09 10:00', 'Europe/Amsterdam', '2026-06-09T08:00:00.000Z'],
  ['2026-01-09T10:00:30', 'Europe/Amsterdam', '2026-01-09T09:00:30.000Z'],
  ['2026-06-09T10:00+02:00', 'UTC', '2026-06-09T08:00:00.000Z'],
])('%s in %s', (text, timeZone, expected) => {
  expect(new Date(parseLookTime(text, now, timeZone) ?? 0).toISOString()).toBe(expected)
})

test.each(['', 'soon', '2026-06-10T00:00Z', '2026-13-01T00:00Z', '12', '-2h'])('%s is no time that is past', (text) => {
  expect(parseLookTime(text, now, 'UTC')).toBeUndefined()
})

const site = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/a'
test.each([
  [`${site}/detectors/d?x=/providers/`, 'Microsoft.Web/sites/detectors'],
  [`${site}/providers/Microsoft.Insights/metrics`, 'Microsoft.Insights/metrics'],
  [`${site}/config/web`, 'Microsoft.Web/sites/config'],
  ['/providers/Microsoft.ResourceGraph/resources', 'Microsoft.ResourceGraph/resources'],
  ['/subscriptions/s', 'subscriptions'],
])('%s asks for %s', (path, type) => {
  expect(armTypeOf(`https://management.azure.com${path}`)).toBe(type)
})

test('what goes to the app itself asks for nothing of Azure', () => {
  expect(armTypeOf('https://contoso-web.azurewebsites.net/')).toBeUndefined()
})
