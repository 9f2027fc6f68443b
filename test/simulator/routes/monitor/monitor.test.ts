import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Estate, group, type Json, root, startEstate, web } from '../../client.ts'
import { minute, startedAt } from '../../figures.ts'

const site = `${web}/sites/contoso-web`
const metricsOf = (resource: string) => `${resource}/providers/Microsoft.Insights/metrics`
const hour = `${new Date(startedAt - 60 * minute).toISOString()}/${new Date(startedAt).toISOString()}`

const values = (body: Json, aggregation: string, series = 0): (number | undefined)[] =>
  body.value[0].timeseries[series].data.map((point: Record<string, number>) => point[aggregation])

describe('metrics', () => {
  let estate: Estate
  beforeAll(async () => {
    estate = await startEstate('bad-instance')
  })
  afterAll(() => estate.simulator.stop())

  it('works out what follows from other metrics, for the past as well', async () => {
    const week = `${new Date(startedAt - 6 * 24 * 60 * minute).toISOString()}/${new Date(startedAt).toISOString()}`
    const asked = { metricnames: 'BytesSent,Handles,Gen0Collections', interval: 'PT6H', aggregation: 'total,average' }
    const { body } = await estate.get(metricsOf(site), { ...asked, timespan: week })

    for (const { name, timeseries } of body.value) {
      const known = timeseries[0].data.filter(({ average = 0 }: { average?: number }) => average > 0)
      expect([name.value, known.length >= 23], name.value).toEqual([name.value, true])
    }
  })

  it('refuses a grain that a metric is not measured in, as Azure does', async () => {
    const ask = (interval: string) =>
      estate.get(metricsOf(site), { metricnames: 'FileSystemUsage', timespan: hour, interval })

    expect((await ask('PT1M')).status).toBe(400)
    expect((await ask('PT6H')).status).toBe(200)
  })

  it('knows every metric by its name and unit', async () => {
    const units: Record<string, string> = {}
    const names = [
      'Requests,Http2xx,Http3xx,Http4xx,Http5xx,Http401,Http403,Http404,Http406',
      'CpuTime,AverageResponseTime,HttpResponseTime,AverageMemoryWorkingSet,MemoryWorkingSet,PrivateBytes',
      'HealthCheckStatus,RequestsInApplicationQueue,Threads,AppConnections',
    ]
    for (const metricnames of names) {
      const { body } = await estate.get(metricsOf(site), { metricnames, timespan: hour })
      for (const metric of body.value) {
        units[metric.name.value] = metric.unit
        expect(metric.timeseries[0].data, metric.name.value).toHaveLength(60)
        expect(
          metric.timeseries[0].data.some((point: object) => Object.keys(point).length === 2),
          metric.name.value,
        ).toBe(true)
      }
    }
    const plan = await estate.get(metricsOf(`${web}/serverfarms/contoso-plan`), {
      metricnames: 'CpuPercentage,MemoryPercentage,HttpQueueLength,DiskQueueLength,SocketOutboundAll,TcpTimeWait',
      timespan: hour,
    })

    expect(units).toMatchObject({
      Requests: 'Count',
      CpuTime: 'Seconds',
      HttpResponseTime: 'Seconds',
      PrivateBytes: 'Bytes',
    })
    expect(Object.keys(units)).toHaveLength(19)
    expect(plan.body.value.map((metric: Json) => metric.unit)).toEqual([
      'Percent',
      'Percent',
      'Count',
      'Count',
      'Count',
      'Count',
    ])
    expect(plan.body).toMatchObject({
      interval: 'PT1M',
      namespace: 'Microsoft.Web/serverfarms',
      resourceregion: 'westeurope',
    })
  })

  it('is one or two minutes behind', async () => {
    const { body } = await estate.get(metricsOf(site), {
      metricnames: 'Requests',
      timespan: hour,
      aggregation: 'Total',
    })
    const totals = values(body, 'total')

    expect(totals.slice(0, 50).filter((total) => total !== undefined).length).toBeGreaterThan(46)
    expect(totals.at(-1)).toBeUndefined()
    expect(totals.at(-4)).toBeGreaterThan(1000)
  })

  it('splits by instance, the parts making up the whole', async () => {
    const query = { metricnames: 'Http5xx', timespan: hour, aggregation: 'Total', interval: 'PT15M' }
    const whole = await estate.get(metricsOf(site), query)
    const split = await estate.get(metricsOf(site), { ...query, $filter: "Instance eq '*'" })
    const names = split.body.value[0].timeseries.map((series: Json) => series.metadatavalues[0].value)
    const sums = names.map((_: string, nth: number) =>
      values(split.body, 'total', nth).reduce<number>((sum, value) => sum + (value ?? 0), 0),
    )
    const one = await estate.get(metricsOf(site), { ...query, $filter: `Instance eq '${names[1]}'` })
    const { body: listed } = await estate
      .send('POST', `${web}/serverfarms/contoso-plan/listinstances?api-version=2024-04-01`)
      .then(async (response) => ({ body: (await response.json()) as Json }))

    expect(names).toHaveLength(3)
    expect([...names].sort()).toEqual(listed.instances.map((instance: Json) => instance.instanceName).sort())
    expect(sums.reduce((sum: number, value: number) => sum + value, 0)).toBe(
      values(whole.body, 'total').reduce<number>((sum, value) => sum + (value ?? 0), 0),
    )
    expect(Math.max(...sums)).toBeGreaterThan(3000)
    expect(one.body.value[0].timeseries).toHaveLength(1)
  })

  it('refuses what Azure refuses', async () => {
    const refused = await Promise.all(
      [
        { metricnames: 'NoSuchMetric' },
        { metricnames: 'Requests', interval: 'PT7M' },
        { metricnames: 'Requests', aggregation: 'Median' },
        { metricnames: 'Requests', $filter: "Colour eq 'red'" },
      ].map((query) => estate.get(metricsOf(site), { timespan: hour, ...query })),
    )

    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([400, 'BadRequest']))
    expect(refused[0]?.body.message).toContain('metric: NoSuchMetric, Valid metrics: Requests,')
  })

  it('answers the same to everybody, whatever was read before', async () => {
    const twin = await startEstate('bad-instance')
    const query = { metricnames: 'CpuTime,Requests', timespan: hour, $filter: "Instance eq '*'" }
    await Promise.all([
      twin.get(`${root}/providers/Microsoft.Web/sites`),
      twin.get(metricsOf(site), query),
      twin.get(`${site}/instances`),
    ])

    const [one, other] = await Promise.all([estate.get(metricsOf(site), query), twin.get(metricsOf(site), query)])

    expect(JSON.stringify(one.body)).toBe(JSON.stringify(other.body))
    await twin.simulator.stop()
  })
})

describe("Azure's own health", () => {
  it('is well unless the platform is to blame', async () => {
    const [sick, well] = await Promise.all([startEstate('azure-outage'), startEstate('cpu-saturation')])
    const current = `${site}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`
    const events = `${root}/providers/Microsoft.ResourceHealth/events`

    const [unavailable, available] = await Promise.all([sick.get(current), well.get(current)])
    const [outage, none] = await Promise.all([sick.get(events), well.get(events)])
    const everywhere = await sick.get(
      `${web.replace('/providers/Microsoft.Web', '')}/providers/Microsoft.ResourceHealth/availabilityStatuses`,
    )

    expect(unavailable.body.properties).toMatchObject({
      availabilityState: 'Unavailable',
      context: 'Platform Initiated',
      reasonType: 'Unplanned',
    })
    expect(available.body.properties).toMatchObject({ availabilityState: 'Available' })
    expect(outage.body.value[0].properties).toMatchObject({ eventType: 'ServiceIssue', status: 'Active' })
    expect(outage.body.value[0].properties.impact[0]).toMatchObject({ impactedService: 'App Service' })
    expect(none.body.value).toEqual([])
    expect(everywhere.body.nextLink).toContain('https://management.azure.com/')
    await Promise.all([sick.simulator.stop(), well.simulator.stop()])
  })
})

describe('the activity log', () => {
  it('shows writes after its lag, with who, what and the ids', async () => {
    const estate = await startEstate()
    const log = (filter: string) =>
      estate.get(`${root}/providers/Microsoft.Insights/eventtypes/management/values`, { $filter: filter })
    const since = `eventTimestamp ge '${new Date(startedAt - minute).toISOString()}'`
    await estate.sdk.webApps.restart(group, 'contoso-web', {
      softRestart: true,
      requestOptions: {
        headers: {
          'x-ms-correlation-request-id': '5d3f6b0e-0000-4000-8000-000000000001',
          'x-ms-client-request-id': '5d3f6b0e-0000-4000-8000-000000000002',
        },
      },
    })

    estate.advance(20_000)
    const tooEarly = await log(`${since} and resourceUri eq '${site}'`)
    estate.advance(20_000)
    const seen = await log(`${since} and resourceUri eq '${site}'`)
    const others = await log(`${since} and resourceUri eq '${web}/sites/contoso-api'`)
    const before = await log(
      `eventTimestamp ge '${new Date(startedAt - 90 * minute).toISOString()}' and resourceGroupName eq 'contoso-rg'`,
    )
    const wrong = await log("status eq 'Failed'")

    expect(tooEarly.body.value).toEqual([])
    expect(seen.body.value.map((event: Json) => event.status.value)).toEqual(['Succeeded', 'Started'])
    expect(seen.body.value[0]).toMatchObject({
      operationName: { value: 'Microsoft.Web/sites/restart/action' },
      correlationId: '5d3f6b0e-0000-4000-8000-000000000001',
      httpRequest: { clientRequestId: '5d3f6b0e-0000-4000-8000-000000000002', method: 'POST' },
      resourceId: site,
    })
    expect(others.body.value).toEqual([])
    expect(before.body.value.map((event: Json) => event.operationName.value)).toContain(
      'Microsoft.Web/sites/config/write',
    )
    expect(wrong).toMatchObject({ status: 400, body: { code: 'BadRequest' } })
    await estate.simulator.stop()
  })
})
