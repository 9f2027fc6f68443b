import { afterEach, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { ReadingAzure } from '../../src/azure/types.ts'
import type { CallsFinding, LogFinding, ProbeResult } from '../../src/incident/finding.ts'
import { applicationInsightsProbe } from '../../src/observe/application-insights.ts'
import { logAnalyticsProbe } from '../../src/observe/log-analytics.ts'
import { windowBefore } from '../../src/observe/observe-app.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { roles } from '../azure/documented-roles.ts'
import { noDeadline } from '../deadlines.ts'

const now = Date.UTC(2026, 0, 15, 11, 0)
const both = [applicationInsightsProbe, logAnalyticsProbe]

let simulator: Simulator | undefined
afterEach(() => simulator?.stop())

interface Looked {
  readonly insights: ProbeResult
  readonly analytics: ProbeResult
  readonly calls: readonly CallsFinding[]
  readonly entries: readonly LogFinding[]
  readonly sent: readonly string[]
}

const open = async (app: string, fault: string, telemetry = true) => {
  simulator = await startSimulator({
    seed: 3,
    clock: { now: () => now },
    faults: { [app]: fault },
    troubleAgeInMs: 20 * 60_000,
  })
  const sent: string[] = []
  const { reading } = await createAzure({
    credential: { getToken: async () => ({ token: 'x', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: () => true,
    simulatorUrl: simulator.url,
    telemetry: () => telemetry,
    onSend: (url) => sent.push(url),
  })
  const apps = await createAppDirectory({ reading, now: () => now }).apps()
  const found = apps.find(({ name, slot }) => name === app && slot === undefined)
  if (found === undefined) throw new Error(`no ${app}`)
  sent.length = 0
  return { simulator, look: () => look(reading, { app: found, window: windowBefore(now) }, sent) }
}

const look = async (
  reading: ReadingAzure,
  target: Parameters<typeof runProbes>[2],
  sent: readonly string[],
): Promise<Looked> => {
  const [insights, analytics] = await runProbes(both, reading, target, { deadline: noDeadline, now: () => now })
  if (insights === undefined || analytics === undefined) throw new Error('a probe gave nothing')
  const findings = [...insights.findings, ...analytics.findings]
  return {
    insights,
    analytics,
    calls: findings.filter((one): one is CallsFinding => one.kind === 'calls'),
    entries: findings.filter((one): one is LogFinding => one.kind === 'log'),
    sent,
  }
}

const keysOf = ({ failure, gaps = [] }: ProbeResult): readonly (string | undefined)[] => [
  failure?.key,
  ...gaps.map(({ key }) => key),
]

test('Application Insights alone names the path, the exception and its own frame', async () => {
  const { look } = await open('contoso-web', 'crash-on-path')

  const { insights, analytics, calls, entries, sent } = await look()

  expect(calls[0]).toMatchObject({ of: 'request', name: '/reports/export', status: 500 })
  expect(entries[0]).toMatchObject({
    exception: 'System.StackOverflowException',
    frame: 'Contoso.Reports.OrderTree.Total',
    path: '/reports/export',
  })
  expect(keysOf(insights)).toEqual([undefined, 'probe.gap.telemetry-late'])
  expect(keysOf(analytics)).toEqual(['probe.log-analytics.not-connected'])
  expect(sent.filter((url) => url.includes('loganalytics'))).toHaveLength(3)
  expect(sent).toHaveLength(4)
})

test('Log Analytics alone does as well', async () => {
  const { look } = await open('contoso-api', 'crash-on-path')

  const { insights, calls, entries } = await look()

  expect(keysOf(insights)).toEqual(['probe.application-insights.not-connected'])
  expect(calls[0]).toMatchObject({ log: 'log-analytics', name: '/reports/export', status: 500, subStatus: 0 })
  expect(entries.find(({ exception }) => exception === 'StackOverflowError')).toMatchObject({
    log: 'log-analytics',
    frame: expect.stringMatching(/^order-tree\.js:\d+ total$/),
  })
})

test('the dependency that is slow is named, with what is usual', async () => {
  const { look } = await open('contoso-web', 'slow-dependency')

  const { calls } = await look()

  const slow = calls.find(({ of }) => of === 'dependency')
  expect(slow).toMatchObject({ name: expect.stringContaining('contoso-sql'), type: 'SQL' })
  expect(slow?.slowInMs ?? 0).toBeGreaterThan(10 * (slow?.usualInMs ?? Number.POSITIVE_INFINITY))
})

test('without the opt-in nothing is asked, and what to do is said', async () => {
  const { look } = await open('contoso-web', 'healthy', false)

  const { insights, analytics, sent } = await look()

  expect([insights.status, analytics.status]).toEqual(['not-offered', 'not-offered'])
  expect(keysOf(insights)).toEqual(['azure.telemetry-off'])
  expect(sent).toEqual([])
})

test.each([
  ['a table that was never sent', { missingTables: ['AppServiceHTTPLogs'] }, 'probe.gap.table-not-sent'],
  ['throttling', { logsThrottled: true }, 'probe.gap.throttled'],
  ['an answer that is not whole', { partialLogs: true }, 'probe.gap.telemetry-partial'],
  ['a gateway that gave up', { failing: { 'api.loganalytics.io': 504 } }, 'probe.gap.unavailable'],
  ['a role that lacks', { denied: ['Microsoft.Insights/logs/*'] }, 'probe.forbidden'],
  ['rows that are all late', { logsLagInMs: 86_400_000 }, 'probe.gap.telemetry-none'],
])('%s is said, and no more is made of it', async (_, conditions, key) => {
  const { look, simulator } = await open('contoso-api', 'healthy')
  simulator.configure(conditions)

  const { analytics } = await look()

  expect(analytics.status).toBe('ok')
  expect(keysOf(analytics)).toContain(key)
})

test('who lacks the role is told which, and where', async () => {
  const { look, simulator } = await open('contoso-web', 'healthy')
  simulator.configure({ denied: ['Microsoft.Insights/logs/*'] })

  const { insights } = await look()

  expect(insights).toMatchObject({
    status: 'forbidden',
    failure: {
      key: 'probe.forbidden',
      args: { roles: expect.stringContaining('Log Analytics Reader'), scope: expect.stringContaining('contoso-web') },
    },
  })
})

test.each(['contoso-web', 'contoso-api'])(
  'the two roles are all that it takes to read the telemetry of %s',
  async (app) => {
    const { look, simulator } = await open(app, 'healthy')
    const caller = '33333333-3333-4333-8333-333333333333'
    simulator.configure({ allowed: { [caller]: [...roles.reading.Actions, ...roles.telemetry.Actions] } })

    const { insights, analytics } = await look()

    expect([insights.status, analytics.status].toSorted()).toEqual(['not-offered', 'ok'])
    expect([...keysOf(insights), ...keysOf(analytics)].filter((key) => key?.startsWith('probe.forbidden'))).toEqual([])
  },
)
