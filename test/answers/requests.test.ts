import { describe, expect, test } from 'vitest'
import type { CallsFinding, RequestFinding } from '../../src/incident/finding.ts'
import { metric, since } from '../views/basics.ts'
import { counted, incidentWith, linesOf, state } from './findings.ts'

const calls = (of: CallsFinding['of'], name: string, more: Partial<CallsFinding>): CallsFinding => ({
  kind: 'calls',
  log: 'application-insights',
  of,
  name,
  count: 430,
  failed: 0,
  first: since,
  last: since + 600_000,
  ...more,
})

const checkout = calls('request', '/checkout', { failed: 412, status: 500 })
const home = calls('request', '/', { count: 900, slowInMs: 120, usualInMs: 100 })
const slow = calls('request', '/export', { count: 50, slowInMs: 12_000, usualInMs: 300 })
const figures = [
  counted('Requests', [{ calm: 1000, high: 1000 }]),
  counted('Http5xx', [{ calm: 0, high: 250 }]),
  metric({ metric: 'HttpResponseTime', of: 'app', unit: 'seconds', aggregation: 'average' }, [{ calm: 0.12, high: 6 }]),
]
const visit: RequestFinding = {
  kind: 'request',
  url: 'https://contoso-web.azurewebsites.net/',
  status: 503,
  durationInMs: 2_100,
}
const told = incidentWith({ 'app-metrics': figures, 'application-insights': [checkout, home, slow] }, { since })
const untold = incidentWith(
  {
    'app-metrics': figures,
    'synthetic-request': [visit],
    'application-insights': {
      status: 'not-offered',
      findings: [],
      failure: { key: 'probe.application-insights.not-connected' },
    },
  },
  { since },
)

describe('failing requests', () => {
  test('the path that fails, its share and code; then how many do and which are well', async () => {
    expect(await linesOf('failing-requests', 'which pages fail', told)).toEqual([
      '/checkout: 412 of 430 got 500, 96%, since 02:55 UTC.',
      'Failing: 1 of 3 paths seen.',
      'Well: /, /export.',
    ])
  })

  test('a page that is named, by its path or its everyday name', async () => {
    expect((await linesOf('failing-requests', 'only the checkout?', told))[0]).toMatch(/^\/checkout: 412 of 430/)
    expect((await linesOf('failing-requests', 'doet de voorpagina het nog', told, { language: 'nl' }))[0]).toBe(
      '/: in orde, 0 van de 900 mislukten.',
    )
    expect((await linesOf('failing-requests', 'does /login work', told))[0]).toMatch(
      /^“\/login” is not among the 3 paths/,
    )
  })

  test('slow ones only where these were asked for; codes where those were', async () => {
    expect((await linesOf('failing-requests', 'slowest endpoints?', told))[0]).toBe(
      '/export: 95% took up to 12 s (before: 300 ms), 50 calls.',
    )
    expect((await linesOf('failing-requests', 'which status codes', told))[0]).toBe('Answered with 500: 412.')
  })

  test('without telemetry: what Azure counted, our own visit, and how to learn more', async () => {
    const lines = await linesOf('failing-requests', 'which paths', untold)

    expect(lines[0]).toMatch(/^Which paths fail is not known/)
    expect(lines[1]).toMatch(/^Azure counted 5xx: [\d,]+, of [\d,]+ requests\.$/)
    expect(lines[2]).toBe('Our own visit to contoso-web.azurewebsites.net/: 503, after 2 s.')
    expect(lines[3]).toMatch(/^Application Insights: The app is not connected/)
  })
})

describe('impact', () => {
  test('now, since when, at the worst; and slow answers', async () => {
    const lines = await linesOf('impact', 'how bad is it', told)

    expect(lines[0]).toMatch(/^Now 25% fail, 25\d of 1,00\d requests a minute; 75% succeed\.$/)
    expect(lines[1]).toMatch(
      /^Since 02:5\d UTC, counted until \d\d:\d\d UTC, [\d,]+ of [\d,]+ requests failed, 2\d%\.$/,
    )
    expect(lines[2]).toMatch(/^Worst at \d\d:\d\d UTC: 25%/)
    expect(lines[3]).toMatch(/^Answers take [\d.]+ s, usually [\d.]+ s\.$/)
  })

  test('asked for the sum, that comes first', async () => {
    expect((await linesOf('impact', 'how many requests failed so far in total', told))[0]).toMatch(/^Since 02:5\d UTC/)
    expect((await linesOf('impact', 'hoeveel zijn er mislukt sinds het begin', told, { language: 'nl' }))[0]).toMatch(
      /^Sinds 02:5\d UTC, geteld tot \d\d:\d\d UTC, mislukten [\d.]+ van/,
    )
  })

  test('users are not guessed from requests', async () => {
    expect(await linesOf('impact', 'hoeveel klanten hebben er last van', told, { language: 'nl' })).toContain(
      'Hoeveel mensen dat zijn, weet ik niet: Azure telt verzoeken, geen gebruikers.',
    )
  })
})

describe('dependencies', () => {
  const sql = calls('dependency', 'sql-prod', { type: 'SQL', count: 1200, slowInMs: 12_000, usualInMs: 40 })
  const redis = calls('dependency', 'cache.redis', { type: 'Redis', count: 900, slowInMs: 4, usualInMs: 4 })
  const seen = incidentWith({ 'app-metrics': figures, 'application-insights': [sql, redis] }, { since })

  test('the one that is slow, with what is usual', async () => {
    expect(await linesOf('dependencies', 'is the database slow?', seen)).toEqual([
      '✗ sql-prod (SQL): 95% took up to 12 s (before: 40 ms), 1,200 calls.',
    ])
  })

  test('the one that was asked for first, then what is wrong all the same', async () => {
    const lines = await linesOf('dependencies', 'is redis ok', seen)

    expect(lines.map((line) => line.slice(0, 10))).toEqual(['✓ cache.re', '✗ sql-prod'])
  })

  test('without telemetry it does not guess, and says how to connect it', async () => {
    const lines = await linesOf('dependencies', 'is the db down', untold)

    expect(lines[0]).toMatch(/^Which one it is I do not know/)
    expect(lines[1]).toMatch(/^To find it: /)
    expect(lines[2]).toMatch(/Switch it on under “Application Insights”/)
  })

  test('asked how to find it without telemetry, the way comes first and telemetry is not spoken of again', async () => {
    const lines = await linesOf('dependencies', 'hoe kom ik erachter als app insights niet gelezen wordt', untold, {
      language: 'nl',
    })

    expect(lines[0]).toMatch(/^Zo vind je hem: /)
    expect(lines.join(' ')).not.toMatch(/Application Insights/)
  })

  test('asked for the vault, whether its secrets are there', async () => {
    const reference = (name: string, status: string) =>
      state('reference', name, { status, vault: 'contoso-vault', belongsTo: 'appsettings' })
    const filled = incidentWith({ 'secret-references': [reference('A', 'Resolved'), reference('B', 'Resolved')] })

    expect(await linesOf('dependencies', 'is the key vault ok', filled)).toEqual([
      'Key Vault contoso-vault: all 2 secrets are resolved.',
    ])
  })
})
