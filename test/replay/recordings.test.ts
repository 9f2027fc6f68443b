import { afterAll, beforeAll, expect, test } from 'vitest'
import { readActivityLog } from '../../src/azure/activity-log-reader.ts'
import { parseDirectoryRow } from '../../src/azure/app-search/directory-row.ts'
import { requireAppId, requirePlanId } from '../../src/azure/arm-id.ts'
import { azureErrorFromResponse } from '../../src/azure/errors.ts'
import { readMetricSeries } from '../../src/azure/metrics-reader.ts'
import { readKuduHost } from '../../src/azure/requests/kudu-client.ts'
import { collectors } from '../../src/collect/index.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import type { StateFinding } from '../../src/incident/finding.ts'
import { readMonitorResource } from '../../src/mitigate/kinds/monitor-resource.ts'
import { readAutoscaleSetting } from '../../src/mitigate/live-state/autoscale-setting.ts'
import { readPlanApps } from '../../src/mitigate/live-state/plan-apps.ts'
import { toPlanBody, toPlanState } from '../../src/mitigate/live-state/plan-request-body.ts'
import { readAppServicePlan } from '../../src/mitigate/live-state/scalable-plan.ts'
import { readSiteState } from '../../src/mitigate/live-state/site-state.ts'
import { appStateProbe } from '../../src/observe/app-state.ts'
import { planStateProbe } from '../../src/observe/plan-state.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { slotsProbe } from '../../src/observe/slots.ts'
import type { Probe } from '../../src/observe/types.ts'
import { noDeadline } from '../deadlines.ts'
import { target, to } from '../observe/lab.ts'
import { jsonIn, openReplay, type RecordedCall, type Replay, recordedCalls } from './recorded-calls.ts'
import { isWirePresent, type Recorded } from './wire.ts'

let replay: Replay
beforeAll(async () => {
  replay = await openReplay()
})
afterAll(() => replay.stop())

const calls = recordedCalls()

const appOf = (id: string, more: Partial<AppRef> = {}): AppRef => ({
  ...target.app,
  ...requireAppId(id),
  planId: '/subscriptions/1/resourceGroups/g/providers/Microsoft.Web/serverfarms/p',
  ...more,
})

const look = async (probe: Probe, app: AppRef) => {
  const window = { from: to - 3_600_000, to }
  const [result] = await runProbes([probe], replay.azure.reading, { app, window }, { deadline: noDeadline })
  if (result === undefined) throw new Error('nothing was seen')
  return result
}
const firstState = ({ findings }: Awaited<ReturnType<typeof look>>) => (findings[0] as StateFinding).properties

const readSite = async (body: Recorded): Promise<void> => {
  replay.answerJson(body.id, body)
  replay.answerJson(`${body.id}/config/web`, { properties: {} })
  expect(firstState(await look(appStateProbe, appOf(body.id)))).toMatchObject({
    state: body.properties.state,
    enabled: body.properties.enabled,
  })
  expect(await readSiteState(replay.azure.reading, { id: body.id })).toEqual({
    state: body.properties.state,
    planId: body.properties.serverFarmId,
  })
  const row = parseDirectoryRow({ ...body, kind: body.kind })
  expect(row === undefined).toBe(/functionapp/.test(body.kind))
  if (row === undefined) return
  expect(row.app.hostNames).toContain(body.properties.defaultHostName)
  expect(row.app.os).toBe(/linux/.test(body.kind) ? 'linux' : 'windows')
  const kudu = readKuduHost(body, { appId: body.id, isKuduHost: (host) => /\.scm\.azurewebsites\.net$/.test(host) })
  expect(row.aliases).toContain(kudu)
}

const readConfig = async (path: string, { properties }: Recorded): Promise<void> => {
  const id = path.replace(/\/config\/web$/, '')
  replay.answerJson(id, { properties: { state: 'Running' } })
  replay.answerJson(path, { properties })
  const result = await look(appStateProbe, appOf(id))
  expect(result).toMatchObject({ status: 'ok' })
  expect(result.gaps).toBeUndefined()
  expect(firstState(result)).toMatchObject({
    alwaysOn: properties.alwaysOn ?? null,
    linuxFxVersion: properties.linuxFxVersion ?? null,
    numberOfWorkers: properties.numberOfWorkers ?? null,
  })
}

const readPlan = async (body: Recorded): Promise<void> => {
  const id = body.id.replace('serverFarms', 'serverfarms')
  replay.answerJson(id, body)
  replay.answerJson(`${id.split('/').slice(0, 5).join('/')}/providers/Microsoft.Insights/autoscalesettings`, {
    value: [],
  })
  const result = await look(planStateProbe, { ...target.app, planId: id })
  expect(result.gaps).toBeUndefined()
  const { sku, properties } = body
  expect(firstState(result)).toMatchObject({ sku: sku.name, tier: sku.tier, workers: sku.capacity, autoscale: false })
  expect(firstState(result).maximumWorkers).toBe(properties.maximumNumberOfWorkers)
  // What a scale would send is what was seen.
  const plan = await readAppServicePlan(replay.azure.reading, requirePlanId(id))
  expect(toPlanBody(toPlanState(plan), 3).sku).toMatchObject({ name: sku.name, tier: sku.tier, capacity: 3 })
}

const readSites = async ({ path }: RecordedCall, body: Recorded): Promise<void> => {
  const planId = `${path.split('/').slice(0, 5).join('/')}/providers/Microsoft.Web/serverfarms/p`
  replay.answerJson(`${planId}/sites`, body)
  for (const { id } of body.value) replay.answerJson(`${id}/slots`, { value: [], nextLink: null })
  const names = await readPlanApps(replay.azure.reading, planId)
  expect(names).toEqual(body.value.map(({ name }: Recorded) => name).toSorted())
}

const readSlots = async ({ path }: RecordedCall, body: Recorded): Promise<void> => {
  replay.answerJson(path, body)
  const { findings } = await look(slotsProbe, appOf(path))
  const names = body.value.map(({ id }: Recorded) => id.split('/').at(-1))
  expect(findings.map((one) => (one as StateFinding).name)).toEqual(expect.arrayContaining(names))
}

const readAutoscale = async (items: Recorded): Promise<void> => {
  for (const item of items) {
    const targetResourceUri = `${item.id.split('/').slice(0, 5).join('/')}/providers/Microsoft.Web/serverfarms/p`
    const path = `/subscriptions/${item.id.split('/')[2]}/providers/Microsoft.Insights/autoscalesettings`
    const ours = { ...item, properties: { ...item.properties, targetResourceUri } }
    replay.answerJson(path, { value: [ours], nextLink: null })
    const found = await readAutoscaleSetting(replay.azure.reading, targetResourceUri)
    expect(found).toMatchObject({ id: item.id, name: item.name, enabled: item.properties.enabled })
  }
}

const readLog = async (call: RecordedCall, body: Recorded): Promise<void> => {
  replay.answerJson('/subscriptions/1/providers/Microsoft.Insights/eventtypes/management/values', { value: body.value })
  const { items } = await readActivityLog(replay.azure.reading, { subscriptionId: '1', from: 0 })
  expect(items, call.file).toHaveLength(body.value.length)
  expect(items.every(({ operationName, eventTimestamp }) => operationName !== '' && eventTimestamp > 0)).toBe(true)
}

const readMetrics = async ({ path }: RecordedCall, body: Recorded): Promise<void> => {
  replay.answerJson(path, body)
  const metrics = body.value.map(({ name }: Recorded) => ({ metric: name.value, aggregation: 'average' }))
  const id = path.replace(/\/providers\/microsoft\.insights\/metrics$/i, '')
  const window = { from: 0, to }
  const asked = { id, window, metrics, perInstance: 'never' as const, signal: noDeadline() }
  const found = await readMetricSeries(replay.azure.reading, asked)
  expect([...found.values()].every((series) => series.length > 0)).toBe(true)
}

const readResource = async ({ path }: RecordedCall, body: Recorded): Promise<void> => {
  replay.answerJson(path, body)
  expect(await readMonitorResource(replay.azure.reading, path)).toEqual(body)
}

/** The SDK's recorder has kept the bytes as base64. */
const readContainerLog = async (call: RecordedCall): Promise<void> => {
  const body = Buffer.from(call.body, 'base64').toString()
  replay.answer('POST', call.path, { ...call, body })
  const collector = collectors.find(({ id }) => id === 'container-log')
  const app = appOf(call.path.replace(/\/containerlogs$/, ''), { os: 'linux' })
  const file = await collector?.collect(replay.azure.reading, { app, window: { from: 0, to } }, noDeadline())
  const chunks: Uint8Array[] = []
  const kept = file?.body ?? []
  for await (const chunk of kept instanceof Uint8Array ? [kept] : kept) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toContain('_docker.log')
}

const readRefusal = async ({ method, path, status, body }: RecordedCall): Promise<void> => {
  const error = azureErrorFromResponse({ status, body, method, url: `https://management.azure.com${path}` })
  const { code, message, Code, Message } = { ...JSON.parse(body), ...JSON.parse(body).error }
  expect(error.code).toBe(code ?? Code)
  expect(error.message).toContain(message ?? Message ?? '')
  expect(error.phrase.key).not.toBe('azure.unexpected')
}

/** Secrets: the client that reads cannot even ask. */
const refuseToRead = async ({ path }: RecordedCall): Promise<void> => {
  replay.asked.length = 0
  const asked = replay.azure.reading.arm.pathUnchecked(`${path}?api-version=2025-05-01`).post({})
  await expect(asked).rejects.toMatchObject({ kind: 'refused-here' })
  expect(replay.asked).toEqual([])
}

type Read = (call: RecordedCall, body: Recorded) => Promise<void>
const site = '/sites/[^/]+(?:/slots/[^/]+)?'

/** Whoever would meet what was answered there; the first that fits. `operations.test.ts` has the writes and their ends. */
const readers: readonly (readonly [pattern: RegExp, read: Read | 'write' | 'nobody'])[] = [
  [/^POST .*\/(?:slotsswap|restart|start|stop)$/i, 'write'],
  [/^(?:PUT|PATCH|GET|DELETE) .*\/operationresults\//i, 'write'],
  [new RegExp(`^(?:GET|PUT|PATCH) .*${site}$`, 'i'), (_, body) => readSite(body)],
  [new RegExp(`^(?:GET|PUT|PATCH) .*${site}/config/web$`, 'i'), ({ path }, body) => readConfig(path, body)],
  [/^(?:GET|PUT) .*\/serverfarms\/[^/]+$/i, (_, body) => readPlan(body)],
  [/^GET .*\/serverfarms$/i, async (_, { value }) => void (await Promise.all(value.map(readPlan)))],
  [/^GET .*\/Microsoft\.Web\/sites$/i, readSites],
  [/^GET .*\/sites\/[^/]+\/slots$/i, readSlots],
  [/^POST .*\/config\/[^/]+\/list$|^POST .*\/listKeys$/i, refuseToRead],
  [/^POST .*\/containerlogs$/i, readContainerLog],
  [/^GET .*\/autoscalesettings$/i, (_, { value }) => readAutoscale(value)],
  [/^(?:GET|PUT) .*\/autoscalesettings\/[^/]+$/i, (_, body) => readAutoscale([body])],
  [/^GET .*\/eventtypes\/management\/values$/i, readLog],
  [/^GET .*\/insights\/metrics$/i, readMetrics],
  [/^(?:GET|PUT) .*\/(?:metricAlerts|actionGroups)\/[^/]+$/i, readResource],
  // Zips have not survived the recorder; nothing reads what is set apart from these.
  [/\/containerlogs\/zip\/download$|\/config\/\w+$|\/hostNameBindings$|\/sourcecontrols\/web$/i, 'nobody'],
  [/\/actionGroups$|\/activityLogAlerts\/|\/metricDefinitions$|\/eventcategories$|^DELETE /i, 'nobody'],
  [/\/resourcegroups\/[^/]+$|\/Microsoft\.(?:Storage|Compute|DomainRegistration|CertificateRegistration)\//i, 'nobody'],
]

const isRefusal = ({ status }: RecordedCall): boolean => status >= 400
const isWriteAccepted = ({ status }: RecordedCall): boolean => status === 202
const readerOf = ({ method, path }: RecordedCall) => readers.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1]

test.skipIf(!isWirePresent)('every recorded call has somebody who would meet it, or is known to have nobody', () => {
  const strange = calls.filter((call) => !isRefusal(call) && !isWriteAccepted(call) && readerOf(call) === undefined)
  expect(strange.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  expect(calls.length).toBeGreaterThan(600)
})

test.skipIf(!isWirePresent)(
  'what was answered is read by whoever would meet it',
  async () => {
    const failed: string[] = []
    let read = 0
    for (const call of calls.filter((one) => !isRefusal(one) && !isWriteAccepted(one))) {
      const reader = readerOf(call)
      if (typeof reader !== 'function') continue
      await reader(call, jsonIn(call)).catch((error: unknown) => {
        failed.push(`${call.file}: ${call.method} ${call.path}: ${error}`)
      })
      read += 1
    }
    expect(failed).toEqual([])
    expect(read).toBeGreaterThan(250)
  },
  120_000,
)

test.skipIf(!isWirePresent)('what was refused is told in its own words', async () => {
  const refusals = calls.filter(isRefusal)
  expect(refusals.map(({ status }) => status).toSorted()).toEqual([403, 404, 404, 404, 404, 409, 429, 504])
  for (const call of refusals) await readRefusal(call)
})
