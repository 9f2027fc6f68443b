import { describe, expect, it, test } from 'vitest'
import { diagnose } from '../../src/diagnose/index.ts'
import { hostNameFails, hostNameTroubles } from '../../src/diagnose/indicators/host-names.ts'
import { ownRequestRefused, trafficStoppedInFront } from '../../src/diagnose/indicators/own-requests.ts'
import { toObservedFindings } from '../../src/diagnose/observed-findings.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import type { Finding, RequestFinding } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'
import { estate, type Round } from './estate.ts'
import { faults, type Scenario } from './scenarios.ts'

type Request = Partial<RequestFinding>

const azureName = 'https://contoso-web.azurewebsites.net'
const given = (request: Request): Request => ({ url: `${azureName}/`, host: 'default', status: 200, ...request })
const health = (request: Request): Request => given({ url: `${azureName}/healthz`, health: true, ...request })
const unanswered = { status: undefined } as never as Request
const custom = (request: Request): Request => ({
  url: 'https://shop.contoso.com/',
  host: 'custom',
  ...(request.failure === undefined ? { status: 200 } : unanswered),
  ...request,
})
const expired: Request = {
  failure: 'tls',
  certificateFault: 'expired',
  certificate: { issuer: 'Contoso CA', expiresAt: Date.UTC(2026, 2, 1) },
}
const dns: Request = { failure: 'dns' }

const found = (requests: readonly Request[]): readonly RequestFinding[] =>
  requests.map((request) => ({ kind: 'request', url: '', durationInMs: 150, ...request }))

/** The round, but with these requests of ours. */
const asking = (round: Round, ...requests: Request[]): Round => ({
  ...round,
  results: round.results.map((result) =>
    result.probe === 'synthetic-request' ? { ...result, findings: found(requests) } : result,
  ),
})
const verdictOf = (round: Round) => diagnose({ ...round, probes })
const observed = (scenario: Scenario, ...requests: Request[]) =>
  toObservedFindings({ ...asking(estate(scenario, 7), ...requests), probes })
const translators = loadTranslators('UTC')
const saysOf = (requests: readonly Request[], language: 'en' | 'nl' = 'en'): readonly string[] =>
  hostNameTroubles(observed('healthy', ...requests)).map(({ text }) => translators(language)(text))

describe('a name that fails while the app answers at Azure’s own', () => {
  it.each([
    [expired, 'shop.contoso.com: its certificate expired 2026-03-01 (issuer: Contoso CA).'],
    [
      { ...expired, certificateFault: 'not-yet-valid' as const },
      'its certificate is not valid yet; it expires 2026-03-01',
    ],
    [{ ...expired, certificateFault: 'wrong-name' as const }, 'its certificate is for another name'],
    [{ ...expired, certificateFault: 'untrusted' as const }, 'its certificate is not trusted here'],
    [{ failure: 'tls' as const }, 'shop.contoso.com: TLS failed.'],
    [dns, 'shop.contoso.com: the name is not found.'],
    [{ failure: 'refused' as const }, 'shop.contoso.com: connection refused.'],
    [{ failure: 'timeout' as const, waitedFor: 'connection' as const }, 'no connection in time'],
    [{ failure: 'timeout' as const, waitedFor: 'answer' as const }, 'no answer in time'],
    [{ failure: 'reset' as const }, 'connection reset'],
    [{ status: 502 }, 'shop.contoso.com answers with 502.'],
  ])('%j is said, in both languages', (request, words) => {
    const [said] = saysOf([given({}), custom(request)])

    expect(said).toContain(words)
    expect(said).toContain('not the app.')
    expect(saysOf([given({}), custom(request)], 'nl')[0]).toContain('niet aan de app.')
  })

  it.each([dns, { failure: 'refused' as const }])('%j is trouble of no cause: nobody may use the name', (request) => {
    const verdict = verdictOf(asking(estate('healthy', 7), given({}), health({}), custom(request)))

    expect(verdict).toMatchObject({ outcome: 'not-enough-evidence' })
    expect(verdict.causes).toEqual([])
    expect(verdict.trouble?.map(({ text }) => text.key)).toEqual([expect.stringContaining('evidence.host-')])
    const without = verdictOf(asking(estate('healthy', 7), given({}), health({})))
    expect(without.outcome).toBe('nothing-wrong')
  })

  it('a certificate is the cause where it ran out lately, and no step is offered', () => {
    const old = { ...expired, certificate: { issuer: 'Contoso CA', expiresAt: Date.UTC(2025, 7, 1) } }
    const [lately, longAgo] = [expired, old].map((request) =>
      verdictOf(asking(estate('healthy', 7), given({}), health({}), custom(request))),
    )

    expect(lately).toMatchObject({ outcome: 'cause', causes: [{ cause: 'bad-certificate', steps: [] }] })
    expect(longAgo).toMatchObject({ outcome: 'not-enough-evidence', causes: [] })
  })

  const ofTheApp = faults.filter((fault) => fault !== 'bad-certificate' && fault !== 'failure-in-front')

  it.each(ofTheApp)('changes nothing in what is said of %s, but stands beside it', (fault) => {
    const { status, durationInMs } = estate(fault, 7)
      .results.flatMap(({ findings }): readonly Finding[] => findings)
      .find((finding) => finding.kind === 'request') as RequestFinding
    const own = given({ durationInMs, ...(status === undefined ? unanswered : { status }) })

    const alone = verdictOf(asking(estate(fault, 7), own))
    const beside = verdictOf(
      asking(estate(fault, 7), own, custom(expired), custom({ ...dns, url: 'https://b.example/' })),
    )

    const {
      trouble = [],
      outcome,
      causes: [first],
    } = beside
    const { trouble: app = [] } = alone
    expect(outcome).toBe(alone.outcome)
    expect([first?.cause, first?.steps]).toEqual([alone.causes[0]?.cause, alone.causes[0]?.steps])
    expect(trouble).toEqual(expect.arrayContaining([...app]))
    expect(trouble).toHaveLength(app.length + 2)
  })

  it('each name is told, the surest first; one without fault is not', () => {
    const other = (name: string, request: Request) => custom({ url: `https://${name}.contoso.com/`, ...request })
    const requests = [given({}), other('a', { status: 503 }), other('b', {}), other('c', dns)]

    expect(saysOf(requests).map((said) => said.split('.')[0])).toEqual(['c', 'a'])
  })
})

test('where every name fails alike it is as it was: the app, or our own network', () => {
  const timeout: Request = { ...unanswered, failure: 'timeout', waitedFor: 'connection' }
  const requests = [given(timeout), custom(timeout)]

  expect(saysOf(requests)).toEqual([])
  expect(saysOf([given({ status: 503 }), custom({ status: 503 })])).toEqual([])
  // Azure's name sends everybody on to the other.
  expect(saysOf([given({ status: 301 }), custom({ failure: 'timeout', waitedFor: 'answer' })])).toEqual([])
  expect(verdictOf(asking(estate('healthy', 7), ...requests)).outcome).toBe('not-enough-evidence')
})

test('a name that fails while the app is ill is told without saying that the app is well', () => {
  expect(saysOf([given({ status: 503 }), custom(dns)])).toEqual(['shop.contoso.com: the name is not found.'])
})

test('what a gateway lets through is the app; Azure’s name may be shut to all others', () => {
  const shut = given({ status: 403 })
  const hung = observed('hung-process', shut, custom({ failure: 'timeout', waitedFor: 'answer' }))

  expect(verdictOf(asking(estate('healthy', 7), shut, custom({}))).outcome).toBe('nothing-wrong')
  expect(hostNameFails(hung)).toBeUndefined()
  const app = verdictOf(asking(estate('azure-outage', 7), shut, custom({ status: 503 })))
  expect(app.causes[0]?.evidence.map(({ text }) => text.key)).toContain('evidence.request-status')
})

describe('traffic that stopped in front', () => {
  it('is few requests and an app that answers us well and at once', () => {
    const hit = trafficStoppedInFront(observed('hung-process', given({}), health({})))

    expect(hit?.probe).toBe('synthetic-request')
    expect(translators('en')(hit?.text ?? { key: '' })).toMatch(/got 200 in 0\.15 s, while requests fell from .* to/)
  })

  it.each([
    ['slow', [given({ durationInMs: 9_000 })]],
    ['failing', [given({ status: 503 })]],
    ['one of two failing', [given({}), health({ status: 503 })]],
    ['not asked', []],
  ])('is not where the app is %s', (_, requests) => {
    expect(trafficStoppedInFront(observed('hung-process', ...requests))).toBeUndefined()
  })

  it('speaks against a process that hangs', () => {
    const verdict = verdictOf(asking(estate('hung-process', 7), given({}), health({})))
    const hung = [...verdict.causes, ...(verdict.ruledOut ?? [])].find(({ cause }) => cause === 'hung-process')

    expect(hung?.against.map(({ text }) => text.key)).toContain('evidence.traffic-stopped')
  })
})

describe('our own request refused', () => {
  const keyOf = (requests: readonly Request[], ...statuses: number[]) =>
    ownRequestRefused(...statuses)(observed('healthy', ...requests))?.text

  it('is told with what the health check path answers, or where all are', () => {
    expect(keyOf([given({ status: 404 }), health({})])).toEqual({
      key: 'evidence.request-refused-not-health',
      args: { status: 404, health: 200 },
    })
    const all = [given({ status: 401 }), health({ status: 401 }), custom({ status: 403 })]
    expect(keyOf(all)).toEqual({ key: 'evidence.request-refused', args: { status: 401 } })
    expect([keyOf(all, 401)?.args, keyOf(all, 404)]).toEqual([{ status: 401 }, undefined])
  })

  it('is not where a visitor gets in by another name', () => {
    expect(keyOf([given({ status: 403 }), custom({})])).toBeUndefined()
    expect(keyOf([given({}), health({ status: 404 })])).toBeUndefined()
  })
})

test('looks before 0.3 asked one name and said none: they are weighed as they were', () => {
  const old: Request = { url: `${azureName}/` }

  expect(verdictOf(asking(estate('healthy', 7), { ...old, status: 200 })).outcome).toBe('nothing-wrong')
  expect(hostNameTroubles(observed('healthy', { ...old, failure: 'tls' }))).toEqual([])
  const timedOut = verdictOf(asking(estate('azure-outage', 7), { ...old, failure: 'timeout' }))
  expect(timedOut.causes[0]?.evidence.map(({ text }) => text)).toContainEqual({
    key: 'evidence.request-unanswered',
    args: { failure: 'timeout' },
  })
})
