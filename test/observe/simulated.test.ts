import { expect, test } from 'vitest'
import { createAzure } from '../../src/azure/create-azure.ts'
import { collectors } from '../../src/collect/index.ts'
import { runCollector } from '../../src/collect/run.ts'
import type { Finding, MetricFinding, StateFinding } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run.ts'
import { type Conditions, startSimulator } from '../../src/simulator/index.ts'
import { slotTarget, target, to } from './lab.ts'

const inTime = { deadline: () => new AbortController().signal }

/** The simulated estate with one fault, seen through every probe and collector. */
async function see(fault: string, conditions: Conditions = {}, where = target) {
  const simulator = await startSimulator({ seed: 7, clock: { now: () => to }, faults: { 'contoso-web': fault } })
  simulator.configure(conditions)
  const { reading } = await createAzure({
    credential: { getToken: async () => ({ token: 'test', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: (host) => host.endsWith('.azurewebsites.net'),
    simulatorUrl: simulator.url,
  })
  const results = await runProbes(probes, reading, where, inTime)
  const files = await Promise.all(collectors.map((collector) => runCollector(collector, reading, where, inTime)))
  await simulator.stop()
  return { results, files, writes: simulator.writes(), findings: results.flatMap(({ findings }) => findings) }
}

const metric = (findings: readonly Finding[], name: string): MetricFinding => {
  const found = findings.find((one): one is MetricFinding => one.kind === 'metric' && one.metric === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

test('everything is seen and collected of a simulated estate, without a write', async () => {
  const { results, files, writes, findings } = await see('bad-instance')

  expect(results.map(({ status }) => status)).toEqual(probes.map(() => 'ok'))
  expect(files.map(({ status }) => status)).toEqual(collectors.map(() => 'ok'))
  expect(writes).toEqual([])
  const isInstance = (one: Finding): one is StateFinding => one.kind === 'state' && one.of === 'instance'
  const names = findings.filter(isInstance).map(({ name }) => name)
  expect(names).toHaveLength(3)
  // What the instances are called is what the metrics call them: a sick one can be named and restarted.
  for (const name of ['Requests', 'CpuPercentage']) {
    expect(metric(findings, name).series.map(({ instance }) => instance)).toEqual(names)
  }
  for (const one of findings.filter(isInstance)) expect(one.properties.startedAt).toBeLessThan(to)
})

test("an outage of Azure shows in Azure's own words, with the region's event", async () => {
  const { findings } = await see('azure-outage')

  const health = findings.filter((one) => one.kind === 'health')
  expect(health).toMatchObject([
    { source: 'resource', state: 'unavailable', platformInitiated: true },
    { source: 'service', state: 'unavailable', trackingId: expect.stringMatching(/./) },
  ])
  expect(JSON.stringify(health)).not.toMatch(/<[a-z]/i)
})

test('a bad deployment stands among the changes, its author without an address', async () => {
  const { findings, files } = await see('bad-deployment')

  const change = findings.find((one) => one.kind === 'change' && one.change === 'deployment')
  expect(change).toMatchObject({ of: 'app', status: 'succeeded', by: expect.stringMatching(/\w/) })
  const log = files.find(({ collector }) => collector === 'deployment-log')
  const text = log?.status === 'ok' ? Buffer.from(log.collected.body as Uint8Array).toString() : ''
  expect(text).toContain('Deployment successful.')
  expect(text).not.toMatch(/\w@\w/)
})

test('a slot is looked at by the same probes', async () => {
  const { results, files } = await see('healthy', {}, slotTarget)

  expect(results.map(({ probe, status }) => `${probe} ${status}`)).toEqual(probes.map(({ id }) => `${id} ok`))
  expect(files.map(({ status }) => status)).toEqual(collectors.map(() => 'ok'))
})

test('permissions that are taken away are named; an answer that breaks off is told; the rest is in', async () => {
  const { results } = await see('healthy', {
    denied: ['Microsoft.Insights/metrics/read', 'Microsoft.Web/sites/instances/processes/read'],
    malformed: ['availabilityStatuses'],
  })

  const failed = results.filter(({ status }) => status !== 'ok')
  expect(failed).toMatchObject([
    { probe: 'app-metrics', status: 'forbidden', failure: { args: { role: 'Monitoring Reader' } } },
    { probe: 'plan-metrics', status: 'forbidden', failure: { args: { role: 'Monitoring Reader' } } },
    { probe: 'resource-health', status: 'failed', failure: { key: 'azure.unexpected' } },
  ])
  // The processes are only good to have.
  expect(results.find(({ probe }) => probe === 'instances')?.findings[0]).toMatchObject({
    properties: { state: 'READY', processes: null },
  })
})
