import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { all, type Estate, group, type Json, startEstate, web } from '../../client.ts'
import { minute, startedAt } from '../../figures.ts'
import { meanOf } from '../../measured.ts'

const plan = `${web}/serverfarms/contoso-plan`
const put = (name: string, body: unknown) =>
  estate.send('PUT', `${web}/serverfarms/${name}?api-version=2024-04-01`, { body })
const refusal = async (response: Response) => {
  const { Message, Details } = (await response.json()) as Json
  return [response.status, Details[2].ErrorEntity.ExtendedCode, Message]
}

/** Page by page, as Azure answers; `nextLink` names Azure's own host. */
const skusOf = async (name: string) => {
  const skus: Json[] = []
  let query: string | undefined = '?api-version=2024-04-01'
  while (query !== undefined) {
    const { value, nextLink } = (await (
      await estate.send('GET', `${web}/serverfarms/${name}/skus${query}`)
    ).json()) as Json
    skus.push(...value)
    query = nextLink === null ? undefined : new URL(nextLink).search
  }
  return skus
}

let estate: Estate
beforeEach(async () => {
  estate = await startEstate('cpu-saturation')
})
afterEach(() => estate.simulator.stop())

const starts = async (site = 'contoso-web') => {
  const instances = await all(estate.sdk.webApps.listInstanceIdentifiers(group, site))
  const processes = instances.map(({ name = '' }) => all(estate.sdk.webApps.listInstanceProcesses(group, site, name)))
  return (await Promise.all(processes)).map(([own]) => own?.startTime?.getTime() ?? 0)
}

describe('scaling up', () => {
  it('moves every app to larger workers with a restart, and relieves', async () => {
    const former = await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))
    const before = await estate.sdk.appServicePlans.get(group, 'contoso-plan')
    const poller = estate.sdk.appServicePlans.createOrUpdate(
      group,
      'contoso-plan',
      { ...before, sku: { name: 'P2v3', capacity: 3 } },
      { updateIntervalInMs: 1 },
    )
    await poller.submitted()
    estate.advance(3 * minute)
    const done = await poller
    estate.advance(9 * minute)
    const instances = await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))

    expect(done).toMatchObject({
      provisioningState: 'Succeeded',
      sku: { name: 'P2v3', tier: 'PremiumV3', capacity: 3 },
    })
    expect(instances).toHaveLength(3)
    expect(instances.some(({ name }) => former.some((one) => one.name === name))).toBe(false)
    expect((await starts('contoso-admin')).every((at) => at > startedAt)).toBe(true)
    expect(await meanOf(estate, plan, 'CpuPercentage')).toBeLessThan(65)
  })

  it('lists what the plan can become, and refuses the rest with Azure’s words', async () => {
    const skus = await skusOf('fabrikam-plan')
    const answers = [
      await put('fabrikam-plan', { sku: { name: 'P1v3' } }),
      await put('contoso-plan', { sku: { name: 'B2' } }),
      await put('contoso-shop-plan', { sku: { name: 'F1', capacity: 1 } }),
      await put('contoso-plan', { sku: { name: 'P1v3', capacity: 11 } }),
      await put('contoso-shop-plan', { properties: { elasticScaleEnabled: true } }),
    ]
    const unknown = await put('contoso-plan', { sku: { name: 'Z9' } })

    const names = skus.map(({ sku }) => sku.name)
    expect(names).toContain('S1')
    expect(names).not.toContain('P1v3')
    expect(await Promise.all(answers.map(refusal))).toEqual([
      [409, '59322', expect.stringContaining("The pricing tier 'PremiumV3' is not allowed in this resource group.")],
      [409, '04068', expect.stringContaining('uses deployment slots')],
      [409, '04068', expect.stringContaining('AlwaysOn feature which is not allowed in the target compute mode')],
      [409, '03002', expect.stringContaining('exceeds the maximum allowed')],
      [409, '04077', expect.stringContaining('Elastic scale is not supported')],
    ])
    expect(unknown.status).toBe(400)
  })

  it('refuses the 21st change of an hour, and takes it up again after one', async () => {
    const statuses: number[] = []
    for (let change = 0; change < 20; change++) {
      statuses.push((await put('contoso-plan', { sku: { capacity: 4 - (change % 2) } })).status)
      estate.advance(minute)
    }
    const refused = await refusal(await put('contoso-plan', { sku: { capacity: 5 } }))
    estate.advance(42 * minute)

    expect(new Set(statuses)).toEqual(new Set([202]))
    expect(refused).toEqual([409, '03036', expect.stringContaining('(21 changes and limit is 20)')])
    expect((await put('contoso-plan', { sku: { capacity: 5 } })).status).toBe(202)
  })
})

describe('the whole plan', () => {
  it('restarts all its apps, and reboots one worker with all that runs on it', async () => {
    const restarted = await estate.send('POST', `${plan}/restartSites?softRestart=true&api-version=1`)
    estate.advance(minute)
    const after = await Promise.all(['contoso-web', 'contoso-admin'].map((site) => starts(site)))
    const details = await estate.sdk.appServicePlans.getServerFarmInstanceDetails(group, 'contoso-plan')
    const machine = details.instances?.[1]?.instanceName ?? ''
    const rebooted = await estate.send('POST', `${plan}/workers/${machine}/reboot?api-version=1`)
    estate.advance(4 * minute)
    const since = (at: number) => at > startedAt + minute

    expect([restarted.status, rebooted.status]).toEqual([204, 204])
    expect(after.flat().every((at) => at > startedAt)).toBe(true)
    expect((await starts()).map(since)).toEqual([false, true, false])
    expect((await starts('contoso-admin')).map(since)).toEqual([false, true, false])
    expect((await estate.send('POST', `${plan}/workers/nobody/reboot?api-version=1`)).status).toBe(404)
  })
})
