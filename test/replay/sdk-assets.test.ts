import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { queryResourceGraph } from '../../src/azure/resource-graph.ts'
import { collectors } from '../../src/collect/index.ts'
import type { HealthFinding } from '../../src/incident/finding.ts'
import { stateFindingsOf } from '../../src/incident/read-findings.ts'
import { readWorkerProcess } from '../../src/mitigate/live-state/worker-process.ts'
import { instancesProbe } from '../../src/observe/instances.ts'
import { processesProbe } from '../../src/observe/processes.ts'
import { resourceHealthProbe } from '../../src/observe/resource-health.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { type Answers, graphPath, type Lab, openLab, siteId, target } from '../observe/lab.ts'
import { isWirePresent, readWire } from './wire.ts'

let lab: Lab | undefined
afterEach(() => lab?.stop())
const open = async (answers: Answers): Promise<Lab> => {
  lab = await openLab(answers)
  return lab
}

const instances = () => readWire('azure-sdk-assets/instances.json')
const instanceId = (): string => instances().value[0].name
const processes = () => readWire('azure-sdk-assets/processes.json')
const oneProcess = () => readWire('azure-sdk-assets/process-7748-partly.json')
/** One instance of an app, with its processes; the list tells their names only. */
const running = (own: object = {}): Answers => {
  const path = `${siteId}/instances/${instanceId()}`
  const process = oneProcess()
  return {
    [`${siteId}/instances`]: instances(),
    [path]: { ...instances().value[0], properties: { ...instances().value[0].properties, state: 'READY' } },
    [`${path}/processes`]: processes(),
    [`${path}/processes/7748`]: { ...process, properties: { ...process.properties, ...own } },
    [`${path}/processes/7748/threads`]: readWire('azure-sdk-assets/threads.json'),
  }
}

const seenInstances = async (answers: Answers) => {
  const { azure } = await open(answers)
  const results = await runProbes([instancesProbe, processesProbe], azure, target, { deadline: noDeadline })
  const found = stateFindingsOf({ findings: results.flatMap(({ findings }) => findings) }, 'instance')
  return {
    gaps: results.flatMap(({ gaps = [] }) => gaps),
    states: found.map(({ name, properties }) => ({ machine: name, ...properties })),
  }
}

test.skipIf(!isWirePresent)('an instance is seen with what its own process tells', async () => {
  const startedAt = Date.parse('2024-07-26T12:26:42.581Z')
  expect(await seenInstances(running({ is_scm_site: false }))).toEqual({
    gaps: [],
    states: [{ machine: '10-30-14-189', id: instanceId(), state: 'READY', processes: 1, startedAt }],
  })
})

test.skipIf(!isWirePresent)('as recorded the only process is Kudu, and not the app', async () => {
  const { states } = await seenInstances(running())

  expect(states).toEqual([{ machine: '10-30-14-189', id: instanceId(), state: 'READY', processes: 0 }])
})

test.skipIf(!isWirePresent)('what every process does is kept, without its environment', async () => {
  const { azure } = await open(running({ is_scm_site: false }))
  const collector = collectors.find(({ id }) => id === 'processes')
  const file = await collector?.collect(azure, target, noDeadline())
  const text = new TextDecoder().decode(file?.body as Uint8Array)

  expect(JSON.parse(text).instances[0].processes).toMatchObject([{ pid: '7748', threads: { Wait: 3 } }])
  expect(text).not.toContain('WEBSITE_SITE_NAME')
})

test.skipIf(!isWirePresent)('the process that a step would end is found by its pid', async () => {
  const { azure } = await open(running({ is_scm_site: false }))
  const found = await readWorkerProcess(azure, target.app, instanceId())

  expect(found).toMatchObject({ pid: '7748', memoryInBytes: 95_809_536 })
})

test.skipIf(!isWirePresent)('a row of Resource Graph is read, and is the last page', async () => {
  const { azure } = await open({ [graphPath]: readWire('azure-sdk-assets/resource-graph-query.json') })
  const page = await queryResourceGraph(azure, { query: 'resources', mostRows: 10 }, z.object({ id: z.string() }))

  expect(page.rows).toEqual([{ id: expect.stringContaining('Microsoft.CustomProviders') }])
  expect(page.skipToken).toBeUndefined()
})

test.skipIf(!isWirePresent).each([
  ['health/available-vm.json', { state: 'available', since: Date.parse('2026-01-26T18:41:39Z') }],
  [
    'health/unavailable-analysisservices.json',
    { state: 'unavailable', platformInitiated: false, since: Date.parse('2020-04-20T13:15:55Z') },
  ],
])('%s is read as %o', async (sample, expected) => {
  const { azure } = await open({
    [`${siteId}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`]: readWire(sample),
  })
  const [result] = await runProbes([resourceHealthProbe], azure, target, { deadline: noDeadline })

  const [found] = (result?.findings ?? []) as HealthFinding[]
  expect(found).toMatchObject(expected)
  expect(found?.summary).toMatch(/\w/)
  // "Not Applicable" says nothing of who did it.
  expect('platformInitiated' in (found ?? {})).toBe('platformInitiated' in expected)
})
