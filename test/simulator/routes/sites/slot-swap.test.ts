import { afterEach, describe, expect, it } from 'vitest'
import { type Estate, group, type Json, startEstate, web } from '../../client.ts'
import { minute } from '../../figures.ts'
import { meanOf } from '../../measured.ts'

const site = `${web}/sites/contoso-web`
let estate: Estate
afterEach(() => estate.simulator.stop())

const deployed = async (of: string) => {
  const { body } = await estate.get(`${of}/deployments`)
  return body.value.map(({ properties }: { properties: { id: string } }) => properties.id)
}
const settings = async (of: string) => {
  const response = await estate.send('POST', `${of}/config/appsettings/list?api-version=1`)
  return ((await response.json()) as Json).properties
}
const post = (path: string, body: unknown = {}) => estate.send('POST', `${path}?api-version=1`, { body })

describe('a slot swap', () => {
  it('brings the former code back, takes the bad one to the slot, and leaves to each place what is its own', async () => {
    estate = await startEstate('bad-deployment')
    const [bad, good] = [await deployed(site), await deployed(`${site}/slots/staging`)]
    const sick = await meanOf(estate, site, 'Http5xx')
    const poller = estate.sdk.webApps.swapSlotWithProduction(
      group,
      'contoso-web',
      { targetSlot: 'staging', preserveVnet: true },
      { updateIntervalInMs: 1 },
    )
    await poller.submitted()
    const busy = await post(`${site}/slotsswap`, { targetSlot: 'staging' })
    estate.advance(2 * minute)
    await poller
    estate.advance(8 * minute)
    const { body } = await estate.get(site)

    expect(sick).toBeGreaterThan(5)
    expect(await meanOf(estate, site, 'Http5xx')).toBeLessThan(0.5)
    expect([await deployed(site), await deployed(`${site}/slots/staging`)]).toEqual([good, bad])
    expect([busy.status, await busy.json()]).toMatchObject([
      409,
      { Message: expect.stringContaining('another operation is in progress') },
    ])
    expect(body.properties.slotSwapStatus).toMatchObject({
      sourceSlotName: 'staging',
      destinationSlotName: 'production',
    })
    expect((await settings(site)).ASPNETCORE_ENVIRONMENT).toBe('Production')
    expect((await settings(`${site}/slots/staging`)).ASPNETCORE_ENVIRONMENT).toBe('Staging')
  })

  it('does so from the slot’s side too, and brings the bad code back when it is done again', async () => {
    estate = await startEstate('bad-deployment')
    const before = await deployed(site)
    for (let time = 0; time < 2; time++) {
      expect((await post(`${site}/slots/staging/slotsswap`, { targetSlot: 'production' })).status).toBe(202)
      estate.advance(3 * minute)
    }
    estate.advance(6 * minute)

    expect(await deployed(site)).toEqual(before)
    expect(await meanOf(estate, site, 'Http5xx')).toBeGreaterThan(5)
  })

  it('shows what would change, can be prepared and cancelled, and keeps settings from being changed meanwhile', async () => {
    estate = await startEstate()
    const staging = `${site}/slots/staging`
    const own = await settings(staging)
    await estate.send('PUT', `${staging}/config/appsettings?api-version=1`, {
      body: { properties: { ...own, Extra: '1' } },
    })
    const differences = (await (await post(`${staging}/slotsdiffs`, { targetSlot: 'production' })).json()) as Json
    await post(`${staging}/applySlotConfig`, { targetSlot: 'production' })
    const prepared = await settings(staging)
    const shown = await estate.get(staging)
    const change = await estate.send('PATCH', `${staging}/config/web?api-version=1`, {
      body: { properties: { http20Enabled: false } },
    })
    await post(`${staging}/resetSlotConfig`)

    expect(differences.value.map(({ name }: { name: string }) => name)).toContain('Extra')
    expect(prepared).toMatchObject({ ASPNETCORE_ENVIRONMENT: 'Production', Extra: '1' })
    expect(shown.body.properties.targetSwapSlot).toBe('production')
    expect([change.status, ((await change.json()) as Json).Message]).toEqual([
      409,
      expect.stringContaining('prepared for swap'),
    ])
    expect((await settings(staging)).ASPNETCORE_ENVIRONMENT).toBe('Staging')
    expect((await post(`${site}/slotsswap`, { targetSlot: 'nowhere' })).status).toBe(404)
  })
})
