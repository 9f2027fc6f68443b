import { afterAll, beforeAll, expect, test } from 'vitest'
import type { VisitResult } from '../../src/azure/types.ts'
import { steppedClock } from '../../src/clock/running-clock.ts'
import type { Finding, MetricFinding } from '../../src/incident/finding.ts'
import { stateFindingsOf } from '../../src/incident/read-findings.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { wire } from './arm-answers.ts'
import { type Lab, openLab, planId, siteId, slotTarget, target, to } from './lab.ts'

const minute = 60_000
let lab: Lab
beforeAll(async () => {
  lab = await openLab(wire)
})
afterAll(() => lab.stop())

async function look(id: string, at = target): Promise<readonly Finding[]> {
  const wanted = probes.filter((probe) => probe.id === id)
  const errors: unknown[] = []
  const watch = {
    deadline: noDeadline,
    onError: ({ error }: { readonly error: unknown }) => errors.push(error),
  }
  const [result] = await runProbes(wanted, lab.azure, at, watch)
  expect(errors).toEqual([])
  expect(result).toMatchObject({ probe: id, status: 'ok' })
  return result?.findings ?? []
}

test('app-state: the state of the site and the settings that matter, nothing else', async () => {
  expect(await look('app-state')).toEqual([
    {
      kind: 'state',
      of: 'app',
      name: 'contoso-web',
      properties: {
        state: 'Running',
        availabilityState: 'Normal',
        usageState: 'Normal',
        enabled: true,
        httpsOnly: true,
        suspendedTill: null,
        lastModifiedTimeUtc: null,
        alwaysOn: true,
        healthCheckPath: '/health?probe=1',
        autoHealEnabled: false,
        http20Enabled: null,
        numberOfWorkers: 3,
        minimumElasticInstanceCount: null,
        use32BitWorkerProcess: null,
        linuxFxVersion: '',
        netFrameworkVersion: null,
      },
    },
    {
      kind: 'state',
      of: 'access',
      name: 'contoso-web',
      properties: { restrictions: 0, others: 'allowed', publicAccess: null },
    },
    {
      kind: 'state',
      of: 'network',
      name: 'outbound',
      properties: { network: 'contoso-vnet', subnet: 'apps', dnsServers: '10.0.0.4, 10.0.0.5', routesAll: true },
    },
  ])
})

test('secret-references: the setting and the vault, and never the secret', async () => {
  const findings = await look('secret-references')

  expect(findings.map((one) => one.kind === 'state' && [one.name, one.properties])).toEqual([
    ['Mail__Key', { belongsTo: 'appsettings', status: 'Resolved', vault: 'contoso-vault' }],
    ['Payments__Key', { belongsTo: 'appsettings', status: 'AccessToKeyVaultDenied', vault: 'contoso-vault' }],
    ['Shop', { belongsTo: 'connectionstrings', status: null, vault: null }],
  ])
  expect(JSON.stringify(findings)).not.toContain('payments-key-of-2026')
})

test("network: what was changed of the app's own network and of what many share, and its private endpoints", async () => {
  const findings = await look('network')

  expect(findings).toEqual([
    { kind: 'state', of: 'network', name: 'shop-endpoint', properties: { state: 'Approved' } },
    {
      kind: 'change',
      change: 'other',
      at: to - 9 * minute,
      of: 'network',
      by: expect.any(String),
      operation: 'Microsoft.Network/virtualNetworks/subnets/write',
      target: 'virtualNetworks/contoso-vnet/subnets/apps',
      status: 'succeeded',
      correlationId: 'n-1',
    },
    {
      kind: 'change',
      change: 'other',
      at: to - 7 * minute,
      of: 'network',
      by: expect.any(String),
      operation: 'Microsoft.Network/privateDnsZones/A/delete',
      target: 'privateDnsZones/privatelink.database.windows.net/A/sql',
      status: 'succeeded',
      correlationId: 'n-3',
    },
  ])
})

test('plan-state: size, limits and the autoscale setting that targets it', async () => {
  const [finding] = await look('plan-state')

  expect(finding).toMatchObject({
    kind: 'state',
    of: 'plan',
    name: 'contoso-plan',
    properties: {
      sku: 'P1v3',
      tier: 'PremiumV3',
      workers: 3,
      maximumWorkers: 10,
      apps: 3,
      status: 'Ready',
      perSiteScaling: false,
      autoscale: true,
      autoscaleMinimum: 1,
      autoscaleMaximum: 6,
    },
  })
})

test('processes: of each instance its own, and since when it runs; none is no failure', async () => {
  const instances = await look('instances')
  expect(instances.map((one) => one.kind === 'state' && one.properties)).toEqual([
    { id: 'b'.repeat(64), state: 'READY' },
    { id: 'a'.repeat(64), state: 'STOPPED' },
  ])
  const processes = await look('processes')
  const merged = stateFindingsOf({ findings: [...instances, ...processes] }, 'instance')
  expect(merged).toHaveLength(2)
  expect(merged[0]).toEqual(processes[0])
  expect(processes).toEqual([
    {
      kind: 'state',
      of: 'instance',
      name: 'RD0002',
      // The worker that is not Kudu's counts for the start, dotnet only for the number.
      properties: { id: 'b'.repeat(64), state: 'READY', processes: 2, startedAt: to - 300 * minute },
    },
    {
      kind: 'state',
      of: 'instance',
      name: 'a'.repeat(64),
      properties: { id: 'a'.repeat(64), state: 'STOPPED', processes: null, startedAt: null },
    },
  ])
})

test('app-metrics: the five of the article and more, a series an instance, in one request', async () => {
  const before = lab.asked.length
  const findings = (await look('app-metrics')) as MetricFinding[]
  const asked = lab.asked.slice(before).map(({ url }) => url.searchParams)

  expect(findings.map(({ metric, aggregation }) => `${metric} ${aggregation}`)).toEqual([
    'AverageMemoryWorkingSet average',
    'HttpResponseTime average',
    'HttpResponseTime.maximum maximum',
    'CpuTime total',
    'MemoryWorkingSet average',
    'Requests total',
    'Http5xx total',
    'Http3xx total',
    'Http4xx total',
    'Http401 total',
    'Http403 total',
    'Http404 total',
    'RequestsInApplicationQueue average',
    'Threads average',
    'AppConnections average',
    'PrivateBytes average',
  ])
  expect(findings[1]).toEqual({
    kind: 'metric',
    metric: 'HttpResponseTime',
    of: 'app',
    unit: 'seconds',
    aggregation: 'average',
    grainInMs: minute,
    series: ['RD0001', 'RD0002'].map((instance) => ({
      instance,
      points: [
        [to - 2 * minute, 1235],
        [to - minute, 0.0001235],
        [to, null],
      ],
    })),
  })
  expect(asked.map((query) => query.get('aggregation'))).toEqual(['average,maximum,total'])
  for (const query of asked) {
    expect(query.get('$filter')).toBe("Instance eq '*'")
    expect(query.get('interval')).toBe('PT1M')
    expect(query.get('timespan')).toBe('2026-03-04T11:00:00.000Z/2026-03-04T12:00:00.000Z')
    expect(query.get('metricnames')?.split(',').length).toBeLessThanOrEqual(20)
  }
})

test('plan-metrics: CPU, memory and queues of the plan', async () => {
  const findings = (await look('plan-metrics')) as MetricFinding[]

  expect(findings.map(({ metric, of, unit }) => `${of} ${metric} ${unit}`)).toEqual([
    'plan CpuPercentage percent',
    'plan MemoryPercentage percent',
    'plan MemoryPercentage.maximum percent',
    'plan HttpQueueLength count',
    'plan DiskQueueLength count',
    'plan SocketOutboundAll count',
    'plan TcpTimeWait count',
  ])
})

test("resource-health: Azure's word, without tags and people", async () => {
  const expected = {
    kind: 'health',
    source: 'resource',
    state: 'degraded',
    platformInitiated: true,
    since: to - 20 * minute,
    summary: "We're sorry, your app & plan is slow. Contact [redacted]@contoso.com",
  }

  expect(await look('resource-health')).toEqual([expected])
  // Resource Health does not know slots: the app is asked about.
  expect(await look('resource-health', slotTarget)).toEqual([expected])
})

test('service-health: events of App Service in the region and the window only', async () => {
  const base = { kind: 'health', source: 'service', platformInitiated: true, since: to - 20 * minute }

  expect(await look('service-health')).toEqual([
    { ...base, state: 'available', trackingId: 'JUST-OVER', summary: '' },
    { ...base, state: 'unavailable', trackingId: 'OURS-1', summary: 'App Service: Errors' },
  ])
})

test('activity-log: one change a correlation, callers by their name, reads and health left out', async () => {
  const before = lab.asked.length
  const findings = await look('activity-log')
  const filters = lab.asked.slice(before).map(({ url }) => url.searchParams.get('$filter') ?? 'next page')

  expect(findings).toEqual([
    {
      kind: 'change',
      change: 'scale',
      at: to - 30 * minute,
      of: 'plan',
      by: 'jan@contoso.com',
      operation: 'Microsoft.Web/serverfarms/write',
      status: 'failed',
      correlationId: 'c-2',
    },
    {
      kind: 'change',
      change: 'restart',
      at: to - 11 * minute,
      of: 'app',
      by: 'jan@contoso.com',
      operation: 'Microsoft.Web/sites/restart/action',
      status: 'succeeded',
      correlationId: 'c-1',
    },
    {
      kind: 'change',
      change: 'configuration',
      at: to - 6 * minute,
      of: 'app',
      by: 'a1b2-app-id',
      operation: 'Microsoft.Web/sites/config/write',
      status: 'running',
      correlationId: 'c-4',
    },
  ])
  expect(filters.filter((filter) => filter.includes(siteId)).length).toBe(1)
  expect(filters.filter((filter) => filter.includes(planId)).length).toBe(1)
})

test('activity-log: for a slot, the slot, its app and the plan are asked for', async () => {
  const before = lab.asked.length
  await look('activity-log', slotTarget)
  const asked = lab.asked.slice(before).flatMap(({ url }) => url.searchParams.get('$filter')?.split("'").at(-2) ?? [])

  expect(asked.sort()).toEqual([planId, siteId, `${siteId}/slots/staging`].sort())
})

test('deployments: of the last two days, oldest first, when they were live, without secrets', async () => {
  expect(await look('deployments')).toEqual([
    expect.objectContaining({ operation: 'd1', summary: 'Old', status: 'succeeded' }),
    {
      kind: 'change',
      change: 'deployment',
      at: to - 17 * minute,
      of: 'app',
      by: 'Jan Jansen',
      operation: 'd2',
      summary: 'Fix login for [redacted]@contoso.com, password=[redacted]',
      status: 'succeeded',
    },
    {
      kind: 'change',
      change: 'deployment',
      at: to - 3 * minute,
      of: 'app',
      by: 'ci@contoso.com',
      operation: 'd3',
      status: 'failed',
    },
  ])
})

test("synthetic-request: each name's front page, and the health check path at Azure's own", async () => {
  const told = { kind: 'request', status: 503, durationInMs: expect.any(Number) }

  expect(await look('synthetic-request')).toEqual([
    { ...told, url: 'https://contoso-web.azurewebsites.net/', host: 'default' },
    { ...told, url: 'https://contoso-web.azurewebsites.net/health?probe=1', host: 'default', health: true },
    { ...told, url: 'https://shop.contoso.com/', host: 'custom' },
  ])
})

test('synthetic-request: an app without a health check is no answer of another shape', async () => {
  const properties = { numberOfWorkers: 1, alwaysOn: true, healthCheckPath: null }
  const without = await openLab({ ...wire, [`${target.app.id}/config/web`]: { properties } })
  const probe = probes.filter(({ id }) => id === 'synthetic-request')
  const [result] = await runProbes(probe, without.azure, target, { deadline: noDeadline })
  await without.stop()

  expect(result?.gaps ?? []).toEqual([])
  expect(result?.findings).toHaveLength(2)
})

/** Of an app with these names, each URL answered as it is said here. */
const visitNames = (hostNames: readonly string[], answers: Readonly<Record<string, Partial<VisitResult>>> = {}) => {
  const visit = async (url: string): Promise<VisitResult> => ({ status: 200, durationInMs: 1, ...answers[url] })
  const own = { ...target, app: { ...target.app, hostNames } }
  const probe = probes.filter(({ id }) => id === 'synthetic-request')
  return runProbes(probe, { ...lab.azure, visit }, own, { deadline: noDeadline })
}
const urlsOf = (results: Awaited<ReturnType<typeof visitNames>>): readonly string[] =>
  results.flatMap(({ findings }) => findings.flatMap((finding) => (finding.kind === 'request' ? finding.url : [])))

test('synthetic-request: six names at most, none of which is a wildcard, Kudu or Traffic Manager’s', async () => {
  const own = ['g', 'f', 'e', 'd', 'c', 'b', 'a'].map((name) => `${name}.contoso.com`)
  const others = ['*.contoso.com', 'contoso-web.scm.azurewebsites.net', 'contoso.trafficmanager.net']

  const results = await visitNames([...others, ...own, 'contoso-web-a1b2.westeurope-01.azurewebsites.net'])

  expect(urlsOf(results).map((url) => new URL(url).host)).toEqual([
    ...Array(2).fill('contoso-web-a1b2.westeurope-01.azurewebsites.net'),
    ...['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.contoso.com`),
  ])
  expect(results[0]?.gaps).toEqual([{ key: 'probe.gap.hosts', args: { asked: 6, count: 8 } }])
})

test('synthetic-request: a name with a certificate for another is judged by what it gives without TLS', async () => {
  const wrong = { status: undefined, failure: 'tls', certificateFault: 'wrong-name' } as never
  const names = ['plain.contoso.com', 'shop.contoso.com', 'contoso-web.azurewebsites.net']

  const [result] = await visitNames(names, {
    'https://plain.contoso.com/': wrong,
    'http://plain.contoso.com/': { status: 404 },
    'https://shop.contoso.com/': wrong,
    // What it gives without TLS is a redirect to the same.
    'http://shop.contoso.com/': wrong,
  })

  expect(result?.findings.slice(2)).toMatchObject([
    { url: 'http://plain.contoso.com/', host: 'custom', status: 404 },
    { url: 'https://shop.contoso.com/', host: 'custom', failure: 'tls', certificateFault: 'wrong-name' },
  ])
})

test('synthetic-request: a private name beside others is a gap', async () => {
  const [result] = await visitNames(['shop.contoso.com', 'contoso-web.azurewebsites.net'], {
    'https://shop.contoso.com/': { failure: 'private' },
  })

  expect(result).toMatchObject({ status: 'ok', findings: [{ host: 'default' }, { health: true }] })
  expect(result?.gaps).toEqual([{ key: 'probe.not-offered.private', args: { host: 'shop.contoso.com' } }])
})

test('synthetic-request: an app that never answers is a finding before the deadline', async () => {
  const clock = steppedClock(to)
  const visit = (_: string, signal: AbortSignal) =>
    new Promise<VisitResult>((done) =>
      signal.addEventListener('abort', () => done({ failure: 'timeout', durationInMs: 15_000 })),
    )
  const hung = { ...lab.azure, visit, get: () => new Promise<unknown>(() => {}), deadline: clock.deadline }
  const probe = probes.filter(({ id }) => id === 'synthetic-request')
  const running = runProbes(probe, hung, target, { deadline: clock.deadline })

  clock.advanceTo(to + (probe[0]?.deadlineInMs ?? 0) - 1)

  expect(await running).toMatchObject([
    {
      status: 'ok',
      findings: [
        { host: 'default', failure: 'timeout' },
        { host: 'custom', failure: 'timeout' },
      ],
    },
  ])
})

test('synthetic-request: an app with a private address is not visited, and that is said and no failure', async () => {
  const visit = async (): Promise<VisitResult> => ({ failure: 'private', durationInMs: 1 })
  const probe = probes.filter(({ id }) => id === 'synthetic-request')

  const results = await runProbes(probe, { ...lab.azure, visit }, target, { deadline: noDeadline })

  const failure = { key: 'probe.not-offered.private', args: { host: 'contoso-web.azurewebsites.net' } }
  expect(results).toMatchObject([{ status: 'not-offered', findings: [], failure }])
})

test('the same answers give the same findings, to the byte (L9)', async () => {
  const reading = probes.filter(({ id }) => id !== 'synthetic-request')
  const run = async () =>
    JSON.stringify(await runProbes(reading, lab.azure, target, { deadline: noDeadline, now: () => to }))

  expect(await run()).toBe(await run())
})
