import { afterEach, describe, expect, it } from 'vitest'
import { type Estate, type Json, startEstate, web } from '../client.ts'
import { minute } from '../figures.ts'

let estate: Estate
afterEach(() => estate.simulator.stop())

const send = (method: string, path: string, body: unknown = {}) =>
  estate.send(method, `${web}/${path}?api-version=1`, { body })

async function withoutSetting(site: string, name: string): Promise<Response> {
  const listed = (await (await send('POST', `${site}/config/appsettings/list`)).json()) as Json
  const { [name]: _, ...properties } = listed.properties
  return send('PUT', `${site}/config/appsettings`, { properties })
}

/** Share of the usual requests of a minute that end well. */
async function well(app: string, usual: number): Promise<number> {
  const to = estate.now() - 3 * minute
  const { body } = await estate.get(`${web}/sites/${app}/providers/Microsoft.Insights/metrics`, {
    metricnames: 'Http2xx',
    timespan: `${new Date(to - 2 * minute).toISOString()}/${new Date(to).toISOString()}`,
    interval: 'FULL',
    aggregation: 'Total',
  })
  return (body.value[0].timeseries[0]?.data[0]?.total ?? 0) / (2 * usual)
}

describe('undoing what did the harm', () => {
  it.each([
    ['config-change', 'contoso-web', 1150, () => withoutSetting('sites/contoso-web', 'Pricing__BaseUrl')],
    [
      'container-blocked',
      'contoso-api',
      1800,
      () => send('PATCH', 'sites/contoso-api/config/web', { properties: { linuxFxVersion: 'NODE|22-lts' } }),
    ],
    [
      'plan-quota',
      'fabrikam-hobby',
      450,
      () => send('PUT', 'serverfarms/fabrikam-hobby-plan', { sku: { name: 'B1' } }),
    ],
    ['app-stopped', 'contoso-web', 1150, () => send('POST', 'sites/contoso-web/start')],
  ])('mends %s', async (fault, app, usual, undo) => {
    estate = await startEstate(fault, 7, app)
    const before = await well(app, usual)
    const { status } = await undo()
    estate.advance(9 * minute)

    expect(before).toBeLessThan(0.6)
    expect(status).toBeLessThan(300)
    expect(await well(app, usual)).toBeGreaterThan(0.75)
  })
})
