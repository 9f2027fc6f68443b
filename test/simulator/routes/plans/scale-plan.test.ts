import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { all, type Estate, group, type Json, startEstate, web } from '../../client.ts'
import { minute } from '../../figures.ts'

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
