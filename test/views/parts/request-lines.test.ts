import { expect, test } from 'vitest'
import type { RequestFinding } from '../../../src/incident/finding.ts'
import type { Incident } from '../../../src/incident/incident.ts'
import { certificateNotes, requestLines } from '../../../src/views/parts/request-lines.ts'
import { reportedAt } from '../basics.ts'
import { sayIn } from '../card-translator.ts'
import { incidentOf } from '../fixtures.ts'

const day = 86_400_000
const until = (days: number, issuer = 'Contoso CA') => ({
  certificate: { issuer, expiresAt: reportedAt + days * day },
})

const incidentWith = (...requests: Partial<RequestFinding>[]): Incident => {
  const incident = incidentOf('judged')
  const { observation } = incident
  if (observation === undefined) throw new Error('nothing was looked at')
  const findings = requests.map(
    (request): RequestFinding => ({ kind: 'request', url: '', durationInMs: 150, ...request }),
  )
  return {
    ...incident,
    observation: { ...observation, results: [{ probe: 'synthetic-request', status: 'ok', findings }] },
  }
}
const given = { url: 'https://contoso-web.azurewebsites.net/', host: 'default', status: 200 } as const
const custom = (request: Partial<RequestFinding>) =>
  ({ url: 'https://shop.contoso.com/', host: 'custom', ...request }) as const
const linesOf = (...requests: Partial<RequestFinding>[]) =>
  (['en', 'nl'] as const).map((language) =>
    requestLines(incidentWith(...requests), sayIn(language)).map(({ mark, text }) => `${mark}${text}`),
  )

test('each name with what it gave, those that fail first', () => {
  const expired = custom({ failure: 'tls', certificateFault: 'expired', ...until(-1) })

  expect(linesOf(given, expired)).toEqual([
    [
      '✗ shop.contoso.com: certificate expired · 150 ms · certificate of Contoso CA until 22 Nov 2026 03:12 UTC',
      '▸ contoso-web.azurewebsites.net: 200 · 150 ms',
    ],
    [
      '✗ shop.contoso.com: certificaat verlopen · 150 ms · certificaat van Contoso CA tot 22 nov 2026 03:12 UTC',
      '▸ contoso-web.azurewebsites.net: 200 · 150 ms',
    ],
  ])
  expect(linesOf(given, custom({ failure: 'timeout', waitedFor: 'answer' }))[0]?.[0]).toContain('no answer in time')
})

test('an app with one name, and looks before 0.3, have no such lines', () => {
  expect(linesOf(given, { ...given, health: true })).toEqual([[], []])
  expect(linesOf({ url: given.url, failure: 'timeout' })).toEqual([[], []])
})

test('a certificate that runs out within 14 days is a note, once; one that ran out is trouble already', () => {
  const notes = (...requests: Partial<RequestFinding>[]) =>
    certificateNotes(incidentWith(...requests), sayIn('en')).map(({ text }) => text)

  expect(notes(given, custom({ status: 200, ...until(13) }), custom({ status: 200, ...until(13) }))).toEqual([
    'The certificate of shop.contoso.com runs out on 6 Dec 2026 03:12 UTC (issuer: Contoso CA).',
  ])
  expect(notes(custom({ status: 200, ...until(15) }))).toEqual([])
  expect(notes(custom({ failure: 'tls', certificateFault: 'expired', ...until(-1) }))).toEqual([])
})

test('what a certificate says of its issuer is no markup', () => {
  const [[line = ''] = []] = linesOf(given, custom({ status: 200, ...until(90, '[free](https://evil.example) *now*') }))

  expect(line).not.toContain('](')
})
