import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { all, type Estate, group, startEstate, web } from '../client.ts'
import { startedAt } from '../figures.ts'

const site = `${web}/sites/contoso-web`

let estate: Estate
beforeEach(async () => {
  estate = await startEstate('cpu-saturation')
})
afterEach(() => estate.simulator.stop())

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
