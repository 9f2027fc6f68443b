import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageOf } from '../../src/i18n/message.ts'
import type { MetricFinding, ProbeResult, StateFinding } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { wire } from './arm-answers.ts'
import { type Answers, type Lab, openLab, planId, siteId, slotTarget, target, to } from './lab.ts'
import { notOfferedInLab } from './sources.ts'

const minute = 60_000
const hour = 60 * minute
const minutesAgo = (minutes: number): string => new Date(to - minutes * minute).toISOString()
let lab: Lab
beforeAll(async () => {
  lab = await openLab(wire)
})
afterAll(() => lab.stop())

async function run(id: string, at = target, azure = lab.azure): Promise<ProbeResult> {
  const wanted = probes.filter((probe) => probe.id === id)
  const errors: unknown[] = []
  const [result] = await runProbes(wanted, azure, at, {
    deadline: noDeadline,
    now: () => to + 1,
    onError: ({ error }) => errors.push(error),
  })
  expect(errors).toEqual([])
  if (result === undefined) throw new Error(`no ${id}`)
  return result
}

/** Some answers differ. */
async function runWith(answers: Answers, id: string, at = target): Promise<ProbeResult> {
  const other = await openLab({ ...wire, ...answers })
  try {
    return await run(id, at, other.azure)
  } finally {
    await other.stop()
  }
}

const free = { name: 'contoso-plan', sku: { name: 'F1', tier: 'Free', capacity: 0 }, properties: {} }
const state = (of: StateFinding['of'], name: string, properties: StateFinding['properties']): StateFinding => ({
  kind: 'state',
  of,
  name,
  properties,
})

test('slots: the app itself and each slot, with the last swap; for a slot the same', async () => {
  const expected = [
    state('slot', 'production', {
      state: 'Running',
      enabled: true,
      lastSwapAt: null,
      lastSwapFrom: null,
      lastSwapTo: null,
    }),
    state('slot', 'staging', {
      state: 'Running',
      enabled: true,
      lastSwapAt: to - 90 * minute,
      lastSwapFrom: 'staging',
      lastSwapTo: 'production',
    }),
  ]

  expect(await run('slots')).toMatchObject({ status: 'ok', findings: expected })
  expect(await run('slots', slotTarget)).toMatchObject({ status: 'ok', findings: expected })
})

test('what a tier does not offer is said, and no failure', async () => {
  const none = { value: [] }
  const noMetrics = { [`${planId}/providers/Microsoft.Insights/metrics`]: none }
  const answers = { [planId]: free, [`${siteId}/slots`]: none, [`${siteId}/instances`]: none, ...noMetrics }

  const results = await Promise.all(['slots', 'instances', 'plan-metrics'].map((id) => runWith(answers, id)))

  expect(results.map(({ status, failure }) => [status, failure])).toEqual([
    ['not-offered', messageOf('probe.not-offered.slots', { tier: 'Free' })],
    ['not-offered', messageOf('probe.not-offered.instances', { tier: 'Free' })],
    ['not-offered', messageOf('probe.not-offered.plan-metrics', { tier: 'Free' })],
  ])
})

test('on a tier that offers it, none is an answer, or a failure where there must be one', async () => {
  const none = { value: [] }
  const answers = {
    [`${siteId}/slots`]: none,
    [`${siteId}/instances`]: none,
    [`${planId}/providers/Microsoft.Insights/metrics`]: none,
  }

  const results = await Promise.all(['slots', 'instances', 'plan-metrics'].map((id) => runWith(answers, id)))

  expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'failed'])
})

/** Its processors were busy for longer than a moment. */
const shortPlan = {
  [`${planId}/providers/Microsoft.Insights/metrics`]: {
    value: [
      {
        name: { value: 'CpuPercentage' },
        timeseries: [{ data: [1, 2, 3].map((ago) => ({ timeStamp: minutesAgo(ago), average: 95 })) }],
      },
    ],
  },
}

test('neighbours: all but the app, over all pages; what they take where the plan is short of something', async () => {
  expect((await run('neighbours')).findings.filter(({ kind }) => kind === 'metric')).toEqual([])
  const { findings, gaps } = await runWith(shortPlan, 'neighbours')
  const [first, second, ...metrics] = findings as [StateFinding, StateFinding, ...MetricFinding[]]

  expect([first, second]).toMatchObject([
    { of: 'neighbour', name: 'contoso-admin', properties: { state: 'Stopped', isSlot: false } },
    { of: 'neighbour', name: 'contoso-web/staging', properties: { state: 'Running', isSlot: true } },
  ])
  expect(metrics.map(({ metric, of, series }) => [metric, of, series.map(({ instance }) => instance)])).toEqual([
    ['CpuTime', 'neighbour', ['contoso-web/staging', 'contoso-admin']],
    ['MemoryWorkingSet', 'neighbour', ['contoso-web/staging', 'contoso-admin']],
  ])
  expect(metrics[0]?.series[0]?.points).toEqual([
    [to - 2 * minute, 1235],
    [to - minute, 0.0001235],
    [to, null],
  ])
  expect(gaps).toBeUndefined()
})

test('neighbours: for a slot, its own app is one of them', async () => {
  const { findings } = await run('neighbours', slotTarget)

  expect(findings.flatMap((one) => (one.kind === 'state' ? one.name : []))).toEqual(['contoso-admin', 'contoso-web'])
})

test('neighbours: of many, ten that run are measured, two for the first verdict, and that is said', async () => {
  const sites = Array.from({ length: 40 }, (_, nth) => ({
    id: siteId.replace('contoso-web', `app-${String(nth).padStart(2, '0')}`),
    name: 'app',
    properties: { state: nth < 30 ? 'Stopped' : 'Running' },
  }))

  const answers = { ...shortPlan, [`${planId}/sites`]: { value: sites } }
  const { findings, gaps: first } = await runWith(answers, 'neighbours')
  const { gaps } = await runWith(answers, 'more-neighbours')

  expect(findings.filter(({ kind }) => kind === 'state')).toHaveLength(40)
  expect(first?.map(({ args }) => args?.source)).toEqual(['app-30/metrics', 'app-31/metrics'])
  expect(gaps?.at(-1)).toEqual(messageOf('probe.gap.neighbours', { measured: 10, count: 40 }))
  // None of these has metrics in the lab: each that was asked for is missing, and no other.
  expect(gaps?.[0]).toEqual(messageOf('probe.gap.failed', { source: 'app-32/metrics', code: 'NotFound' }))
})

test('past-metrics: two days, yesterday and last week, whole and with their own time', async () => {
  const quarters = Array.from({ length: 8 * 96 }, (_, nth) => to - nth * 15 * minute).toReversed()
  const series = quarters.map((timeStamp) => ({ timeStamp: new Date(timeStamp).toISOString(), total: 7, average: 7 }))
  const answer = (_: unknown, url: URL) => ({
    value: (url.searchParams.get('metricnames') ?? '').split(',').map((name) => ({
      name: { value: name },
      timeseries: [{ metadatavalues: [], data: series }],
    })),
  })
  const metricsOf = (id: string) => `${id}/providers/Microsoft.Insights/metrics`
  const looked = await runWith({ [metricsOf(siteId)]: answer, [metricsOf(planId)]: answer }, 'past-metrics')
  const findings = looked.findings as MetricFinding[]
  const grains = new Set(findings.map(({ baseline, grainInMs }) => `${baseline} ${grainInMs / minute}`))
  const last = (baseline: string) =>
    findings.find((one) => one.baseline === baseline && one.metric === 'Requests')?.series[0]?.points.at(-1)?.[0]

  expect([...grains]).toEqual(['look-back 15', 'yesterday 15', 'last-week 15'])
  expect(
    findings.filter(({ baseline }) => baseline === 'yesterday').map(({ of, metric }) => `${of} ${metric}`),
  ).toEqual([
    'app Requests',
    'app Http5xx',
    'app Http3xx',
    'app Http4xx',
    'app Http401',
    'app Http403',
    'app Http404',
    'app HttpResponseTime',
    'app CpuTime',
    'app MemoryWorkingSet',
    'app PrivateBytes',
    'app HealthCheckStatus',
    'plan CpuPercentage',
    'plan MemoryPercentage',
  ])
  expect(findings.every(({ series }) => series.length === 1 && series[0]?.instance === undefined)).toBe(true)
  expect(['look-back', 'yesterday', 'last-week'].map(last)).toEqual([
    to - 15 * minute,
    to - 24 * hour - 15 * minute,
    to - 168 * hour - 15 * minute,
  ])
})

test('quotas: of the app and the plan, when they begin anew, and whether they are used up', async () => {
  const resetsAt = to + 600 * minute
  const base = { unit: 'Milliseconds', resetsAt }

  expect((await run('quotas')).findings).toEqual([
    state('quota', 'CpuTime', { belongsTo: 'app', current: 3_600_000, limit: 3_600_000, ...base, exceeded: true }),
    // No limit, says Azure with -1.
    state('quota', 'MemoryWorkingSet', { belongsTo: 'app', current: 5, limit: null, ...base, exceeded: false }),
    state('quota', 'Workers', { belongsTo: 'plan', current: 3, limit: 10, ...base, exceeded: false }),
  ])
})

test('alerts: those that fire on the app, its slot or its plan in the last day, by one question', async () => {
  const { findings, source } = await run('alerts', slotTarget)

  expect(findings).toEqual([
    state('alert', 'Errors of [redacted]@contoso.com', {
      severity: 1,
      firedAt: to - 12 * minute,
      condition: 'Http5xx GreaterThan 10 (Total: 42)',
      windowInMs: 15 * minute,
      resource: 'contoso-web',
    }),
  ])
  expect(source?.asked).toHaveLength(1)
  const asked = lab.asked.filter(({ method }) => method === 'POST').at(-1)
  expect(asked?.body).toMatchObject({ subscriptions: [slotTarget.app.subscriptionId] })
  const { query = '' } = (asked?.body ?? {}) as { query?: string }
  expect(query).toContain("type =~ 'microsoft.alertsmanagement/alerts'")
  expect(query).toContain('2026-03-03T12:00:00.000Z')
  for (const id of [siteId, `${siteId}/slots/staging`, planId]) expect(query).toContain(`'${id.toLowerCase()}'`)
})

test('detectors: those about failing and slowness, each with its own severity, however it is written', async () => {
  const { findings, gaps } = await run('detectors')
  const more = await run('more-detectors')
  const of = [...findings, ...more.findings] as StateFinding[]

  expect(gaps).toEqual([messageOf('probe.gap.detectors-lag')])
  expect(findings).toHaveLength(2)

  expect(of.map(({ name, properties }) => `${name}: ${properties.status}`)).toEqual([
    'Detector cpuusage: critical',
    'Detector memoryusage: warning',
    'Detector webappcrashes: critical',
  ])
  expect(of[0]?.properties).toMatchObject({ id: 'cpuusage', category: 'Availability and Performance' })
  expect(JSON.stringify(of)).not.toContain('abcdef0123456789')
})

test('detectors: one without words of its own says its gravest insight', async () => {
  const silent = {
    properties: {
      metadata: { name: 'Web App Down', category: 'Availability and Performance' },
      status: { statusId: 4, message: null },
      dataset: [
        {
          table: {
            columns: [{ columnName: 'Status' }, { columnName: 'Message' }, { columnName: 'Data.Name' }],
            rows: [
              ['Info', 'Fine here', ''],
              ['Critical', 'Availability <b>dropped</b>', ''],
            ],
          },
          renderingProperties: { type: 7 },
        },
      ],
    },
  }

  const { findings } = await runWith({ [`${siteId}/detectors/cpuusage`]: silent }, 'detectors')

  expect(findings.find((one) => one.kind === 'state' && one.name === 'Web App Down')).toMatchObject({
    properties: { status: 'critical', message: 'Availability dropped' },
  })
})

test('instances on Linux: the containers that run, and why one does not', async () => {
  const linux = { ...target, app: { ...target.app, os: 'linux' as const } }
  const instance = (properties: object) => ({ name: 'b'.repeat(64), properties: { machineName: 'lw1', ...properties } })
  const blocked = {
    state: 'UNKNOWN',
    containers: {},
    lastError: 'The container did not start.',
    lastErrorDetails: 'No answer to pings on port 8080, token=hunter2secret',
  }
  const only = { value: [instance({ state: 'UNKNOWN' })] }
  const answers = { [`${siteId}/instances`]: only, [`${siteId}/instances/${'b'.repeat(64)}`]: instance(blocked) }

  expect((await runWith(answers, 'instances', linux)).findings).toMatchObject([
    {
      name: 'lw1',
      properties: {
        containers: 0,
        lastError: 'No answer to pings on port 8080, token=[redacted] The container did not start.',
      },
    },
  ])
})

test.each([
  ['ready, and the error undated', { state: 'READY', containers: { web: {} } }, null],
  ['started, and the error older than its process', { state: 'Started', lastErrorTimestamp: minutesAgo(50) }, null],
  ['in a container that runs', { state: 'UNKNOWN', containers: { web: {} } }, null],
  ['started, and the error younger', { state: 'Started', lastErrorTimestamp: minutesAgo(5) }, 'ContainerTimeout'],
  ['stopped', { state: 'STOPPED', lastErrorTimestamp: minutesAgo(50) }, 'ContainerTimeout'],
])('an old error of a container is kept by Azure: %s', async (_, properties, expected) => {
  const linux = { ...target, app: { ...target.app, os: 'linux' as const } }
  const name = 'b'.repeat(64)
  const one = { name, properties: { machineName: 'lw1', lastError: 'ContainerTimeout', ...properties } }
  const process = { name: 'contoso-web/1', properties: { name: 'dotnet', start_time: minutesAgo(30) } }
  const answers = {
    [`${siteId}/instances`]: { value: [one] },
    [`${siteId}/instances/${name}`]: one,
    [`${siteId}/instances/${name}/processes`]: { value: [process] },
  }

  expect((await runWith(answers, 'processes', linux)).findings).toMatchObject([{ properties: { lastError: expected } }])
})

test('every probe says when it was read, what was asked, and where the portal shows the same', async () => {
  for (const { id } of probes) {
    const { source } = await run(id, slotTarget)
    expect(source?.readAt).toBe(to + 1)
    expect(source?.portal).toMatch(/^https:\/\/portal\.azure\.com\/#(resource\/subscriptions|view)\/\S+$/)
    if (!notOfferedInLab.includes(id)) expect(source?.asked.length).toBeGreaterThan(0)
    expect(source?.asked.length).toBeLessThanOrEqual(12)
    for (const line of source?.asked ?? []) {
      expect(line).toMatch(
        /^(GET (\/subscriptions\/…|https:\/\/(contoso-web|shop\.contoso\.com))|POST \/(providers\/Microsoft\.ResourceGraph|subscriptions\/….*\/query ))/,
      )
      expect(line.length).toBeLessThanOrEqual(300)
    }
    expect(new Set(source?.asked).size).toBe(source?.asked.length)
  }
})

test('what differs between requests is what is shown of them', async () => {
  const { source } = await run('activity-log', slotTarget)

  expect(source?.asked.map((line) => /resourceUri eq '([^']+)'/.exec(line)?.[1])).toEqual([
    '/subscriptions/…/serverfarms/contoso-plan',
    '/subscriptions/…/sites/contoso-web',
    '/subscriptions/…/sites/contoso-web/slots/staging',
  ])
})
