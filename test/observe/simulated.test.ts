import { afterEach, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import type { SimulatorConditions } from '../../simulator/types.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { ReadingAzure } from '../../src/azure/types.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import type { Finding, MetricFinding, ProbeResult, StateFinding } from '../../src/incident/finding.ts'
import { stateFindingsOf } from '../../src/incident/read-findings.ts'
import { probes as every } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { to } from './lab.ts'
import { notOfferedInLab } from './sources.ts'

/** Telemetry, which most apps do not send, has a test of its own. */
const probes = every.filter(({ covers }) => covers !== 'telemetry')

const open: Simulator[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.stop()))
})

interface Estate {
  readonly simulator: Simulator
  /** All probes on an app (`contoso-web`) or slot (`contoso-web/staging`). */
  see(name: string): Promise<readonly ProbeResult[]>
}

/** The simulated estate with one fault, seen through every probe. */
async function estate(faults: Readonly<Record<string, string>>, conditions: SimulatorConditions = {}): Promise<Estate> {
  const simulator = await startSimulator({ seed: 7, clock: { now: () => to }, faults })
  open.push(simulator)
  const { reading } = await createAzure({
    credential: { getToken: async () => ({ token: 'test', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: (host) => host.endsWith('.azurewebsites.net'),
    simulatorUrl: simulator.url,
    deadline: noDeadline,
  })
  const apps = await createAppDirectory({ reading, now: () => to }).apps()
  simulator.configure(conditions)
  return { simulator, see: (name) => look(reading, appNamed(apps, name)) }
}

function appNamed(apps: readonly AppRef[], wanted: string): AppRef {
  const app = apps.find(({ name, slot }) => (slot === undefined ? name : `${name}/${slot}`) === wanted)
  if (app === undefined) throw new Error(`no ${wanted}`)
  return app
}

const look = (reading: ReadingAzure, app: AppRef): Promise<readonly ProbeResult[]> =>
  runProbes(probes, reading, { app, window: { from: to - 3_600_000, to } }, { deadline: noDeadline, now: () => to })

const statuses = (results: readonly ProbeResult[]) => results.map(({ probe, status }) => `${probe} ${status}`)
/** Nobody opted in to Kudu here; on Linux the container's log goes by ARM. */
const withoutKudu = ['event-log', 'application-log']
const allBut = (not: readonly string[]) => probes.map(({ id }) => `${id} ${not.includes(id) ? 'not-offered' : 'ok'}`)
const allOk = allBut(notOfferedInLab)
const findingsOf = (results: readonly ProbeResult[]): readonly Finding[] => results.flatMap(({ findings }) => findings)
const states = (results: readonly ProbeResult[], of: StateFinding['of']): readonly StateFinding[] =>
  stateFindingsOf({ findings: findingsOf(results) }, of)
const metric = (results: readonly ProbeResult[], wanted: Partial<MetricFinding>): MetricFinding | undefined =>
  findingsOf(results).find(
    (one): one is MetricFinding =>
      one.kind === 'metric' && one.metric === wanted.metric && one.of === wanted.of && one.baseline === wanted.baseline,
  )

test('everything is seen of an app and of its slot, without a write', async () => {
  const { simulator, see } = await estate({ 'contoso-web': 'bad-instance' })
  const results = await see('contoso-web')

  expect(statuses(results)).toEqual(allOk)
  // That detectors lag is always said of them; it is all that is.
  expect(results.flatMap(({ gaps = [] }) => gaps)).toEqual([messageOf('probe.gap.detectors-lag')])
  expect(statuses(await see('contoso-web/staging'))).toEqual(allOk)
  expect(simulator.writes()).toEqual([])
  const instances = states(results, 'instance')
  expect(instances).toHaveLength(3)
  for (const { properties } of instances) expect(properties.startedAt).toBeLessThan(to)
  // What the instances are called is what the metrics call them: a sick one can be named and restarted.
  const names = instances.map(({ name }) => name)
  for (const [name, of] of [['Requests', 'app'] as const, ['CpuPercentage', 'plan'] as const])
    expect(metric(results, { metric: name, of })?.series.map(({ instance }) => instance)).toEqual(names)
  expect(states(results, 'slot').map(({ name }) => name)).toEqual(['production', 'staging'])
})

test('a neighbour that takes the plan is seen beside those that do not, and what is usual at this hour', async () => {
  const results = await (await estate({ 'contoso-admin': 'noisy-neighbour' })).see('contoso-web')

  const series = metric(results, { metric: 'CpuTime', of: 'neighbour' })?.series ?? []
  const taken = series.map(({ instance, points }) => ({ instance, last: points.findLast(([, value]) => value)?.[1] }))
  expect(taken.toSorted((a, b) => (b.last ?? 0) - (a.last ?? 0))[0]?.instance).toBe('contoso-admin')
  for (const baseline of ['look-back', 'yesterday', 'last-week'] as const) {
    const requests = metric(results, { metric: 'Requests', of: 'app', baseline })
    const values = requests?.series[0]?.points.flatMap(([, value]) => value ?? []) ?? []
    expect(values.length).toBeGreaterThanOrEqual(4)
    expect(Math.min(...values)).toBeGreaterThan(0)
  }
})

test('on a Free plan it is said what is not offered, and seen that the quota is used up', async () => {
  const results = await (await estate({ 'fabrikam-hobby': 'plan-quota' })).see('fabrikam-hobby')

  expect(statuses(results)).toEqual(allBut([...notOfferedInLab, 'slots', 'plan-metrics']))
  expect(states(results, 'app')[0]?.properties).toMatchObject({ state: 'QuotaExceeded', usageState: 'Exceeded' })
  const exceeded = states(results, 'quota').filter(({ properties }) => properties.exceeded)
  expect(exceeded.map(({ name }) => name)).toEqual(['CpuTime'])
  expect(exceeded[0]?.properties.resetsAt).toBeGreaterThan(to)
})

test('on Linux a container that does not start is seen with the reason, and the alert that fires', async () => {
  const results = await (await estate({ 'contoso-api': 'container-blocked' })).see('contoso-api')

  expect(statuses(results)).toEqual(allBut(withoutKudu))
  for (const { properties } of states(results, 'instance')) {
    expect(properties.containers).toBe(0)
    expect(properties.lastError).toMatch(/container/i)
  }
  expect(states(results, 'alert').map(({ properties }) => properties.condition)).toContainEqual(
    expect.stringMatching(/^HealthCheckStatus LessThan 100 \(Average: \d/),
  )
})

test("an outage of Azure shows in Azure's own words, with the region's event", async () => {
  const health = findingsOf(await (await estate({ 'contoso-web': 'azure-outage' })).see('contoso-web')).filter(
    ({ kind }) => kind === 'health',
  )

  expect(health).toMatchObject([
    { source: 'resource', state: 'unavailable', platformInitiated: true },
    { source: 'service', state: 'unavailable', trackingId: expect.stringMatching(/./) },
  ])
  expect(JSON.stringify(health)).not.toMatch(/<[a-z]/i)
})

test('permissions that are taken away are named; an answer that breaks off is told; the rest is in', async () => {
  const { see } = await estate(
    { 'contoso-web': 'bad-deployment' },
    {
      denied: [
        'Microsoft.Insights/metrics/read',
        'Microsoft.Web/sites/instances/processes/read',
        'Microsoft.Web/serverfarms/usages/read',
      ],
      malformed: ['availabilityStatuses'],
    },
  )
  const results = await see('contoso-web')

  const failed = results.filter(({ status }) => status !== 'ok' && status !== 'not-offered')
  const processes = { action: 'Microsoft.Web/sites/instances/processes/read', role: 'Reader' }
  expect(failed).toMatchObject([
    { probe: 'processes', status: 'forbidden', failure: { args: processes } },
    { probe: 'more-instances', status: 'forbidden', failure: { args: processes } },
    { probe: 'app-metrics', status: 'forbidden', failure: { args: { role: 'Monitoring Reader' } } },
    { probe: 'plan-metrics', status: 'forbidden', failure: { args: { role: 'Monitoring Reader' } } },
    { probe: 'past-metrics', status: 'forbidden', failure: { args: { role: 'Monitoring Reader' } } },
    { probe: 'resource-health', status: 'failed', failure: { key: 'probe.unreadable' } },
  ])
  const gaps = Object.fromEntries(results.flatMap(({ probe, gaps = [] }) => gaps.map(({ args }) => [probe, args])))
  expect(gaps).toMatchObject({
    neighbours: { role: 'Monitoring Reader', scope: expect.stringMatching(/contoso-plan/) },
    'more-neighbours': { role: 'Monitoring Reader', scope: expect.stringMatching(/contoso-plan/) },
    quotas: { action: 'Microsoft.Web/serverfarms/usages/read', scope: expect.stringMatching(/contoso-plan/) },
  })
  const [instance] = states(results, 'instance')
  expect(instance?.properties.state).toBe('READY')
  expect(Object.keys(instance?.properties ?? {})).not.toContain('startedAt')
  // Who deployed is told without an address.
  const change = findingsOf(results).find((one) => one.kind === 'change' && one.change === 'deployment')
  expect(change).toMatchObject({ of: 'app', status: 'succeeded', by: expect.stringMatching(/\w/) })
  expect(JSON.stringify(change)).not.toMatch(/\w@\w/)
})
