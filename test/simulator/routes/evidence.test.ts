import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type Estate, type Json, startEstate, web } from '../client.ts'
import { minute, startedAt } from '../figures.ts'

const hour = 60 * minute
const iso = (at: number) => new Date(at).toISOString()

async function metric(estate: Estate, resource: string, name: string, from: number, to: number): Promise<number[]> {
  const { body } = await estate.get(`${web}/${resource}/providers/Microsoft.Insights/metrics`, {
    metricnames: name,
    timespan: `${iso(from)}/${iso(to)}`,
    interval: 'PT5M',
    aggregation: 'Average',
  })
  return body.value[0].timeseries.flatMap(({ data }: Json) =>
    data.flatMap(({ average }: { average?: number }) => average ?? []),
  )
}

async function alertsOf(estate: Estate, more = ''): Promise<Json[]> {
  const query = `alertsmanagementresources | where type =~ 'microsoft.alertsmanagement/alerts'${more}`
  const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01'
  const response = await estate.send('POST', path, { body: { query } })
  return ((await response.json()) as Json).data
}

/** What a visitor gets, and how long it took in simulated time. */
function visit({ simulator: { port } }: Estate, app: string): Promise<{ status: number; tookInMs: number }> {
  const headers = { host: `${app}.azurewebsites.net` }
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/', headers }, (response) => {
      response.resume()
      const tookInMs = Number(response.headers['x-simulated-duration-ms'])
      resolve({ status: response.statusCode ?? 0, tookInMs })
    })
      .on('error', reject)
      .end()
  })
}

const statusOf = async (estate: Estate, app: string, detector: string): Promise<string | number> =>
  (await estate.get(`${web}/sites/${app}/detectors/${detector}`)).body.properties.status.statusId

describe('the days before', () => {
  it('are answered for as they were: well, but for what was there by then', async () => {
    const [small, leak] = await Promise.all([
      startEstate('memory-too-small', 7, 'contoso-shop'),
      startEstate('memory-leak'),
    ])
    const memory = (estate: Estate, plan: string, before: number) =>
      metric(estate, `serverfarms/${plan}`, 'MemoryPercentage', startedAt - before - hour, startedAt - before)

    const shop = await Promise.all([0, 24 * hour, 168 * hour].map((ago) => memory(small, 'contoso-shop-plan', ago)))
    const web = await Promise.all([24 * hour, 168 * hour].map((ago) => memory(leak, 'contoso-plan', ago)))
    const across = await metric(small, 'sites/contoso-shop', 'Requests', startedAt - 63 * hour, startedAt - 57 * hour)
    const tooOld = await memory(small, 'contoso-shop-plan', 100 * 24 * hour)

    for (const values of shop) expect(values.length).toBeGreaterThan(9)
    expect(Math.min(...shop.flat())).toBeGreaterThan(90)
    for (const values of web) expect(Math.max(...values)).toBeLessThan(55)
    expect(across).toHaveLength(72)
    expect(tooOld).toEqual([])
    await Promise.all([small.simulator.stop(), leak.simulator.stop()])
  })

  it('are the same whoever asks, in whatever pieces', async () => {
    const [one, other] = await Promise.all([startEstate('healthy'), startEstate('healthy')])
    const ask = (estate: Estate, from: number, to: number) =>
      metric(estate, 'sites/contoso-web', 'CpuTime', startedAt - from * hour, startedAt - to * hour)

    const pieces = [...(await ask(other, 65, 64)), ...(await ask(other, 64, 62)), ...(await ask(other, 62, 58))]

    expect(await ask(one, 65, 58)).toEqual(pieces)
    await Promise.all([one.simulator.stop(), other.simulator.stop()])
  })
})

describe('a Free plan', () => {
  it('has quotas that end and begin anew, and no metrics of its own', async () => {
    const estate = await startEstate('plan-quota', 7, 'fabrikam-hobby')
    const [site, usages] = await Promise.all([
      estate.get(`${web}/sites/fabrikam-hobby`),
      estate.get(`${web}/sites/fabrikam-hobby/usages`),
    ])
    const cpu = usages.body.value.find(({ name }: Json) => name.value === 'CpuTime')
    const visited = await visit(estate, 'fabrikam-hobby')
    const ofPlan = await metric(estate, 'serverfarms/fabrikam-hobby-plan', 'CpuPercentage', startedAt - hour, startedAt)
    const ofSite = await metric(estate, 'sites/fabrikam-hobby', 'CpuTime', startedAt - hour, startedAt - 30 * minute)

    expect(site.body.properties).toMatchObject({ state: 'QuotaExceeded', usageState: 'Exceeded', enabled: true })
    expect(cpu).toMatchObject({ currentValue: 3_600_000, limit: 3_600_000, nextResetTime: '2026-01-14T00:00:00.000Z' })
    expect(visited.status).toBe(403)
    expect(ofPlan).toEqual([])
    expect(ofSite.length).toBeGreaterThan(4)
    await estate.simulator.stop()
  })
})

describe('alert rules', () => {
  it('fire by what was measured, and are found by target and condition', async () => {
    const [sick, well] = await Promise.all([startEstate('hung-process'), startEstate('healthy')])
    const target = `${web}/sites/contoso-web`.toLowerCase()

    const all = await alertsOf(sick)
    const ofApp = await alertsOf(sick, ` | where properties.essentials.targetResource in~ ('${target}')`)
    const resolved = await alertsOf(sick, " | where properties.essentials.monitorCondition =~ 'Resolved'")

    expect(all.map(({ name }) => name).toSorted()).toEqual(['contoso-plan queue', 'contoso-web health check'])
    expect(ofApp).toHaveLength(1)
    expect(ofApp[0].properties.essentials).toMatchObject({
      severity: 'Sev2',
      monitorCondition: 'Fired',
      targetResource: target,
      monitorService: 'Platform',
      signalType: 'Metric',
    })
    expect(Date.parse(ofApp[0].properties.essentials.startDateTime)).toBeGreaterThan(startedAt - 20 * minute)
    expect(ofApp[0].properties.context.context.condition.allOf[0]).toMatchObject({
      metricName: 'HealthCheckStatus',
      operator: 'LessThan',
      threshold: '100',
    })
    expect(resolved).toEqual([])
    expect(await alertsOf(well)).toEqual([])

    await sick.send('POST', `${web}/sites/contoso-web/restart?api-version=1&softRestart=true`)
    sick.advance(20 * minute)
    expect(await alertsOf(sick, " | where properties.essentials.monitorCondition =~ 'Fired'")).toEqual([])
    await Promise.all([sick.simulator.stop(), well.simulator.stop()])
  })
})

describe('detectors', () => {
  it('tell what was measured, some in words and some in numbers', async () => {
    const [ports, crashing, blocked, well] = await Promise.all([
      startEstate('snat-exhaustion'),
      startEstate('crash-on-path'),
      startEstate('container-blocked', 7, 'contoso-api'),
      startEstate('healthy'),
    ])

    // They lag: what has only just begun they do not know yet.
    blocked.advance(15 * minute)

    expect(await statusOf(ports, 'contoso-web', 'snatfailedconnections')).toBe(0)
    expect(await statusOf(ports, 'contoso-web', 'webappcpu')).toBe(3)
    expect(await statusOf(crashing, 'contoso-web', 'appcrashes')).toBe('Critical')
    expect(await statusOf(blocked, 'contoso-api', 'containerissues')).toBe('Critical')
    expect(await statusOf(blocked, 'contoso-api', 'appDownAnalysis')).toBe(0)
    const { body: listed } = await well.get(`${web}/sites/contoso-web/detectors`)
    for (const { name } of listed.value) {
      expect(['Success', 'Info', 3], name).toContain(await statusOf(well, 'contoso-web', name))
    }
    await Promise.all([ports, crashing, blocked, well].map(({ simulator }) => simulator.stop()))
  })
})

describe('a visitor', () => {
  it('waits for an app that was unloaded, in vain for one that hangs', async () => {
    const [cold, hung] = await Promise.all([
      startEstate('cold-start', 7, 'contoso-admin'),
      startEstate('hung-process', 7, 'contoso-shop'),
    ])
    const awake = await visit(cold, 'contoso-admin')
    cold.advance(21 * minute)

    expect(awake).toMatchObject({ status: 200 })
    expect(awake.tookInMs).toBeLessThan(5000)
    const [first, again] = [await visit(cold, 'contoso-admin'), await visit(cold, 'contoso-admin')]
    expect(first.status).toBe(200)
    expect(first.tookInMs).toBeGreaterThan(20_000)
    expect(again).toEqual(first)
    expect(await visit(hung, 'contoso-shop')).toEqual({ status: 502, tookInMs: 230_000 })
    await Promise.all([cold.simulator.stop(), hung.simulator.stop()])
  })
})

describe('a container that does not start', () => {
  it('is not there, and its instance says why', async () => {
    const [blocked, well] = await Promise.all([
      startEstate('container-blocked', 7, 'contoso-api'),
      startEstate('healthy', 7, 'contoso-api'),
    ])
    const [sick, sound] = await Promise.all(
      [blocked, well].map((estate) => estate.get(`${web}/sites/contoso-api/instances`)),
    )

    for (const { properties } of sick?.body.value ?? []) {
      expect(properties).toMatchObject({ state: 'UNKNOWN', containers: {} })
      expect(properties.lastError).toContain('failing site start')
      expect(properties.lastErrorDetails).toContain('HTTP pings on port: 8080')
    }
    // The list knows nothing of some containers that are well; the instance does.
    for (const { name, properties: listed } of sound?.body.value ?? []) {
      const { properties } = (await well.get(`${web}/sites/contoso-api/instances/${name}`)).body
      expect([listed.state, listed.containers === null]).toEqual(
        listed.state === 'READY' ? ['READY', false] : ['UNKNOWN', true],
      )
      expect(properties.state).toBe('READY')
      expect(Object.keys(properties.containers)).toHaveLength(1)
      expect(properties.lastError).toBeUndefined()
    }
    expect(sick?.body.value).toHaveLength(2)
    await Promise.all([blocked.simulator.stop(), well.simulator.stop()])
  })
})
