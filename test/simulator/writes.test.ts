import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator } from '../../simulator/index.ts'
import { all, type Estate, group, type Json, root, startEstate, web } from './client.ts'
import { minute, startedAt } from './figures.ts'

const site = `${web}/sites/contoso-web`
const plan = `${web}/serverfarms/contoso-plan`

let estate: Estate
beforeEach(async () => {
  estate = await startEstate('cpu-saturation')
})
afterEach(() => estate.simulator.stop())

async function mean(metric: string, resource = site, minutes = 3): Promise<number> {
  const to = estate.now() - 3 * minute
  const { body } = await estate.get(`${resource}/providers/Microsoft.Insights/metrics`, {
    metricnames: metric,
    timespan: `${new Date(to - minutes * minute).toISOString()}/${new Date(to).toISOString()}`,
    interval: 'FULL',
    aggregation: 'Average',
  })
  return body.value[0].timeseries[0].data[0].average
}

describe('scaling', () => {
  it('is a long-running operation that the real SDK follows, and it relieves', async () => {
    const before = await estate.sdk.appServicePlans.get(group, 'contoso-plan')
    const poller = estate.sdk.appServicePlans.createOrUpdate(
      group,
      'contoso-plan',
      { ...before, sku: { ...before.sku, capacity: 5 } },
      { updateIntervalInMs: 1 },
    )
    await poller.submitted()
    const during = await estate.sdk.appServicePlans.get(group, 'contoso-plan')
    estate.advance(minute)
    const done = await poller
    estate.advance(2 * minute)
    const instances = await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))
    expect(await mean('CpuPercentage', plan)).toBeGreaterThan(90)
    estate.advance(6 * minute)

    expect(during).toMatchObject({ provisioningState: 'InProgress', numberOfWorkers: 3, sku: { capacity: 5 } })
    expect(done).toMatchObject({ provisioningState: 'Succeeded', numberOfWorkers: 5 })
    expect(instances).toHaveLength(5)
    expect(await mean('CpuPercentage', plan)).toBeLessThan(75)
    expect(await mean('HttpResponseTime')).toBeLessThan(0.5)
    expect(estate.simulator.writes()).toMatchObject([
      { method: 'PUT', path: plan, status: 202, body: { sku: { capacity: 5 } } },
    ])
  })

  it('sends the operation to management.azure.com, as status and as result', async () => {
    const answer = await estate.send('PUT', `${plan}?api-version=2024-04-01`, {
      body: { sku: { name: 'P1v3', capacity: 4 } },
    })
    const follow = (header: string) => new URL(answer.headers.get(header) ?? '')
    const ask = async (header: string) => {
      const { pathname, search } = follow(header)
      const response = await estate.send('GET', pathname + search)
      return { status: response.status, body: (await response.json()) as Json }
    }
    const [running, pending] = [await ask('azure-asyncoperation'), await ask('location')]
    estate.advance(minute)
    const [ended, result] = [await ask('azure-asyncoperation'), await ask('location')]

    expect(answer.status).toBe(202)
    expect(follow('azure-asyncoperation').host).toBe('management.azure.com')
    expect([running.body.status, ended.body.status]).toEqual(['InProgress', 'Succeeded'])
    expect([pending.status, result.status]).toEqual([202, 200])
    expect(result.body.properties.numberOfWorkers).toBe(4)
  })

  it('refuses more than the maximum and a second change at once, in App Service’s own words', async () => {
    const put = (capacity: number) =>
      estate.send('PUT', `${plan}?api-version=2024-04-01`, { body: { sku: { capacity } } })
    const tooMany = await put(11)
    await put(4)
    const busy = await put(5)

    expect(tooMany.status).toBe(409)
    expect(await tooMany.json()).toMatchObject({
      Code: 'Conflict',
      Details: [{}, {}, { ErrorEntity: { ExtendedCode: '03002' } }],
    })
    expect(busy.status).toBe(409)
    expect(await busy.json()).toMatchObject({ Message: expect.stringContaining('another operation is in progress') })
    await expect(
      estate.sdk.appServicePlans.createOrUpdate(group, 'contoso-plan', {
        location: 'West Europe',
        sku: { capacity: 12 },
      }),
    ).rejects.toMatchObject({ statusCode: 409 })
  })

  it('takes away the newest workers when it goes back, and answers 200 where nothing changes', async () => {
    const put = (capacity: number) =>
      estate.send('PUT', `${plan}?api-version=2024-04-01`, { body: { sku: { capacity } } })
    const before = await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))
    await put(5)
    estate.advance(3 * minute)
    await put(3)
    estate.advance(minute)

    expect(await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))).toEqual(before)
    expect((await put(3)).status).toBe(200)
  })
})

describe('restarting', () => {
  it('starts new processes everywhere, or on the one instance only', async () => {
    const { sdk } = estate
    const instances = await all(sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))
    const starts = async () => {
      const listed = instances.map(({ name = '' }) =>
        all(sdk.webApps.listInstanceProcesses(group, 'contoso-web', name)),
      )
      return (await Promise.all(listed)).map((processes) => processes[0]?.startTime?.getTime() ?? 0)
    }
    const killed = instances[1]?.name ?? ''
    const [process] = await all(sdk.webApps.listInstanceProcesses(group, 'contoso-web', killed))
    await sdk.webApps.deleteInstanceProcess(group, 'contoso-web', process?.name?.split('/').at(-1) ?? '', killed)
    const info = await sdk.webApps.getInstanceInfo(group, 'contoso-web', killed)
    estate.advance(minute)
    const afterKill = await starts()
    await sdk.webApps.restart(group, 'contoso-web', { softRestart: false, synchronous: true })
    estate.advance(2 * minute)
    const afterRestart = await starts()

    expect(info.state).toBe('UNKNOWN')
    expect(afterKill.map((at) => at > startedAt)).toEqual([false, true, false])
    expect(afterRestart.every((at) => at > startedAt + minute)).toBe(true)
    expect(estate.simulator.writes().map(({ method, status, query }) => [method, status, query.softRestart])).toEqual([
      ['DELETE', 204, undefined],
      ['POST', 200, 'false'],
    ])
  })

  it('stops and starts', async () => {
    await estate.sdk.webApps.stop(group, 'contoso-web')
    const stopped = await estate.sdk.webApps.get(group, 'contoso-web')
    const health = await estate.get(`${site}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`)
    await estate.sdk.webApps.start(group, 'contoso-web')

    expect(stopped).toMatchObject({ state: 'Stopped', enabled: false })
    expect(health.body.properties).toMatchObject({ availabilityState: 'Unavailable', context: 'Customer Initiated' })
    expect((await estate.sdk.webApps.get(group, 'contoso-web')).state).toBe('Running')
  })
})

describe('conditions', () => {
  it('takes a permission away, naming action and scope, and carries nothing out', async () => {
    estate.simulator.configure({ denied: ['Microsoft.Web/sites/restart/action', 'Microsoft.Insights/*'] })

    await expect(estate.sdk.webApps.restart(group, 'contoso-web')).rejects.toMatchObject({
      statusCode: 403,
      code: 'AuthorizationFailed',
    })
    const denied = await estate.get(`${site}/providers/Microsoft.Insights/metrics`, { metricnames: 'Requests' })
    const allowed = await estate.get(site)

    expect(denied.body.error.message).toContain(
      "perform action 'Microsoft.Insights/Metrics/Read' over scope '/subscriptions/",
    )
    expect(allowed.status).toBe(200)
    estate.simulator.configure({ denied: ['Microsoft.Web/sites/read'] })
    const query = "resources | where type == 'microsoft.web/sites'"
    const graph = await estate.send('POST', '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01', {
      body: { query },
    })
    expect(await graph.json()).toMatchObject({ totalRecords: 0, data: [] })
    expect(estate.simulator.writes()).toMatchObject([{ status: 403 }])
    const [instance] = await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))
    const [process] = await all(estate.sdk.webApps.listInstanceProcesses(group, 'contoso-web', instance?.name ?? ''))
    expect(process?.startTime?.getTime()).toBeLessThan(startedAt)
  })

  it('throttles: the SDK waits and comes through, a flood is stopped', async () => {
    estate.simulator.configure({ throttled: 1 })
    const through = await estate.sdk.webApps.get(group, 'contoso-web')
    estate.simulator.configure({ throttled: true })
    const stopped = await estate.get(site)
    estate.simulator.configure({})
    const flood = await Promise.all(Array.from({ length: 260 }, () => estate.send('GET', `${site}?api-version=1`)))
    const refused = flood.filter(({ status }) => status === 429)

    expect(through.name).toBe('contoso-web')
    expect([stopped.status, stopped.body.error.code]).toEqual([429, 'SubscriptionRequestsThrottled'])
    expect(refused.length).toBeGreaterThan(5)
    expect(refused[0]?.headers.get('retry-after')).toBe('1')
    expect(flood[0]?.headers.get('x-ms-ratelimit-remaining-subscription-reads')).toMatch(/^\d+$/)
    estate.advance(2000)
    expect((await estate.get(site)).status).toBe(200)
  })

  it('hangs, fails, garbles and cuts off, each where it was told to', async () => {
    estate.simulator.configure({
      hung: ['/slots'],
      failing: { '/deployments': 503 },
      malformed: ['/usages'],
      lost: ['^POST .*/restart'],
    })
    const patience = new AbortController()
    const hung = fetch(`${estate.simulator.url}${site}/slots?api-version=1`, {
      headers: { authorization: 'Bearer x' },
      signal: patience.signal,
    })
    expect((await estate.send('GET', `${site}/deployments?api-version=1`)).status).toBe(503)
    const garbled = await estate.send('GET', `${site}/usages?api-version=1`)
    await expect(garbled.json()).rejects.toThrow(SyntaxError)
    await expect(estate.send('POST', `${site}/restart?api-version=1`)).rejects.toThrow()
    expect(estate.simulator.writes()).toMatchObject([{ method: 'POST', status: 200 }])

    patience.abort()
    await expect(hung).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('the controls', () => {
  it('shows and moves the clock, shows the truth and the writes, sets conditions', async () => {
    const control = async (method: string, path: string, body?: unknown) => {
      const response = await estate.send(method, `/simulator/${path}`, { body })
      return { status: response.status, body: (await response.json()) as Json }
    }
    const moved = await control('POST', 'clock/advance', { byInMs: 60_000 })
    const truth = await control('GET', 'truth')
    const set = await control('PUT', 'conditions', { denied: ['*'] })
    const wrong = await control('PUT', 'conditions', { denyed: ['*'] })

    expect(moved.body).toEqual({ now: startedAt + minute, speed: 1 })
    expect(truth.body.faults).toMatchObject([{ app: 'contoso-web', id: 'cpu-saturation', outcome: 'recovered' }])
    expect(startedAt - truth.body.faults[0].onset).toBeGreaterThanOrEqual(15 * minute)
    expect(startedAt - truth.body.faults[0].onset).toBeLessThanOrEqual(20 * minute + 10_000)
    expect(set.status).toBe(200)
    expect((await estate.get(`${root}/providers/Microsoft.Web/sites`)).status).toBe(403)
    expect([wrong.status, wrong.body.error]).toEqual([400, expect.stringContaining('Unknown condition denyed')])
    expect((await control('GET', 'writes')).body).toEqual([])
  })

  it('says in words why it cannot start', async () => {
    const clock = { now: () => startedAt }
    const { port } = estate.simulator

    await expect(startSimulator({ seed: 1, clock, faults: { 'contoso-web': 'gremlins' } })).rejects.toThrow(
      'There is no fault "gremlins"; there are app-stopped, azure-outage,',
    )
    await expect(startSimulator({ seed: 1, clock, faults: { nowhere: 'healthy' } })).rejects.toThrow(
      'There is no app "nowhere"',
    )
    await expect(startSimulator({ seed: 1, clock, faults: {}, port })).rejects.toThrow(`Port ${port} is taken`)
  })
})
