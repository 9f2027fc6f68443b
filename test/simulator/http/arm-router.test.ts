import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { all, type Estate, group, root, startEstate, web } from '../client.ts'
import { minute, startedAt } from '../figures.ts'

describe('the estate through the real SDK', () => {
  let estate: Estate
  beforeAll(async () => {
    estate = await startEstate('bad-deployment')
  })
  afterAll(() => estate.simulator.stop())

  it('pages through every app, slot and plan', async () => {
    const sites = await all(estate.sdk.webApps.list())
    const slots = await all(estate.sdk.webApps.listSlots(group, 'contoso-web'))
    const plans = await all(estate.sdk.appServicePlans.listByResourceGroup(group))
    const onPlan = await all(estate.sdk.appServicePlans.listWebApps(group, 'contoso-plan'))

    expect(sites.map(({ name }) => name)).toEqual([
      'contoso-web',
      'contoso-admin',
      'contoso-api',
      'contoso-shop',
      'contoso-blog',
      'fabrikam-portal',
      'fabrikam-hobby',
    ])
    expect(slots.map(({ name, type }) => [name, type])).toEqual([['contoso-web/staging', 'Microsoft.Web/sites/slots']])
    expect(plans.map(({ name, sku }) => [name, sku?.name, sku?.capacity])).toEqual([
      ['contoso-plan', 'P1v3', 3],
      ['contoso-api-plan', 'P1v3', 2],
      ['contoso-shop-plan', 'S2', 2],
      ['fabrikam-plan', 'B2', 1],
      ['fabrikam-hobby-plan', 'F1', 1],
    ])
    expect(onPlan.map(({ name }) => name)).toEqual(['contoso-web', 'contoso-web/staging', 'contoso-admin'])
  })

  it('shows a site, its configuration and its plan', async () => {
    const site = await estate.sdk.webApps.get(group, 'Contoso-Web')
    const config = await estate.sdk.webApps.getConfiguration(group, 'contoso-web')
    const plan = await estate.sdk.appServicePlans.get(group, 'contoso-plan')

    expect(site).toMatchObject({ state: 'Running', enabled: true, availabilityState: 'Normal', kind: 'app' })
    expect(site.serverFarmId).toBe(plan.id)
    expect(site.hostNameSslStates?.find(({ hostType }) => hostType === 'Repository')?.name).toBe(
      'contoso-web.scm.azurewebsites.net',
    )
    expect(config).toMatchObject({ healthCheckPath: '/healthz', alwaysOn: true, autoHealEnabled: false })
    expect(plan).toMatchObject({ numberOfWorkers: 3, maximumNumberOfWorkers: 10, provisioningState: 'Succeeded' })
  })

  it('shows instances, their state and their processes', async () => {
    const instances = await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-api'))
    const [first] = instances
    const info = await estate.sdk.webApps.getInstanceInfo(group, 'contoso-api', first?.name ?? '')
    const processes = await all(estate.sdk.webApps.listInstanceProcesses(group, 'contoso-api', first?.name ?? ''))
    const details = await estate.sdk.appServicePlans.getServerFarmInstanceDetails(group, 'contoso-api-plan')

    expect(instances).toHaveLength(2)
    expect(info.state).toBe('READY')
    expect(processes[0]?.name).toMatch(/^contoso-api\/[0-9a-f]{64}\/\d+$/)
    expect(processes[0]?.startTime?.getTime()).toBeLessThan(startedAt)
    expect(processes[0]?.privateMemory).toBeGreaterThan(1e9)
    expect(details.instanceCount).toBe(2)
    const wire = await estate.get(`${web}/sites/contoso-api/instances`)
    expect(wire.body.value.map((one: { properties: { machineName: string } }) => one.properties.machineName)).toEqual(
      details.instances?.map(({ instanceName }) => instanceName),
    )
  })

  it('shows threads, usages and deployments', async () => {
    const { sdk } = estate
    const [instance] = await all(sdk.webApps.listInstanceIdentifiers(group, 'contoso-api'))
    const [process] = await all(sdk.webApps.listInstanceProcesses(group, 'contoso-api', instance?.name ?? ''))
    const pid = process?.name?.split('/').at(-1) ?? ''
    const threads = await all(sdk.webApps.listInstanceProcessThreads(group, 'contoso-api', pid, instance?.name ?? ''))
    const usages = await all(sdk.appServicePlans.listUsages(group, 'contoso-plan'))
    const deployments = await all(sdk.webApps.listDeployments(group, 'contoso-web'))
    const log = await sdk.webApps.listDeploymentLog(group, 'contoso-web', deployments[0]?.name?.split('/')[1] ?? '')

    expect(threads.length).toBeGreaterThan(30)
    expect(usages.find(({ name }) => name?.value === 'Workers')).toMatchObject({ currentValue: 3, limit: 10 })
    expect(deployments).toHaveLength(4)
    expect(deployments[0]).toMatchObject({
      status: 4,
      active: true,
      message: 'Move checkout to the new pricing client',
    })
    expect(deployments.filter(({ active }) => active)).toHaveLength(1)
    expect(deployments[0]?.endTime?.getTime()).toBeGreaterThan(startedAt - 25 * minute)
    expect(log.details).toContain('Removing Contoso.Pricing.Legacy.dll.')
  })

  it('runs detectors whose words follow the physics', async () => {
    // Not by the SDK: it breaks on `analysisType`, which its description has as a list and Azure sends as a text.
    const detector = async (site: string, id: string) => {
      const window = {
        startTime: new Date(startedAt - 60 * minute).toISOString(),
        endTime: new Date(startedAt).toISOString(),
      }
      return (await estate.get(`${web}/sites/${site}/detectors/${id}`, window)).body.properties
    }
    const [sick, well] = [
      await detector('contoso-web', 'appDownAnalysis'),
      await detector('contoso-api', 'appDownAnalysis'),
    ]
    const restarts = await detector('contoso-web', 'webapprestart')

    expect((await detector('contoso-web', 'Memoryusage')).status).toEqual({ message: null, statusId: 4 })
    expect([sick.status.statusId, well.status.statusId].map(String)).toEqual(['0', '3'])
    expect(sick.dataset[0].table.columns.map(({ columnName }: { columnName: string }) => columnName)).toEqual([
      'PreciseTimeStamp',
      'Requests',
      'Http2xx',
      'Http3xx',
      'Http4xx',
      'Http5xx',
    ])
    // The newest quarter of the hour is not known yet.
    expect(sick.dataset[0].table.rows).toHaveLength(9)
    expect(restarts.dataset?.[0]?.table?.rows?.length).toBeGreaterThan(0)
  })

  it('answers Resource Graph with pages, and refuses what it does not know', async () => {
    const query =
      "resources | where type in~ ('microsoft.web/sites','microsoft.web/sites/slots') | project id, name, type, kind, location, resourceGroup, subscriptionId, tags, properties"
    const ask = async (body: unknown) => {
      const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01'
      const response = await estate.arm.pathUnchecked(path).post({ body })
      return { status: response.status, body: response.body }
    }
    const names: string[] = []
    let token: string | undefined
    do {
      const { body } = await ask({
        query,
        options: { resultFormat: 'objectArray', ...(token && { $skipToken: token }) },
      })
      expect(body.totalRecords).toBe(8)
      names.push(...body.data.map((row: { name: string }) => row.name))
      token = body.$skipToken
    } while (token !== undefined)

    expect(names).toHaveLength(8)
    expect(new Set(names).size).toBe(8)
    expect(names).toContain('contoso-web/staging')
    expect(await ask({ query: 'securityresources | limit 1' })).toMatchObject({
      status: '400',
      body: { error: { code: 'BadRequest' } },
    })
  })

  it('says what is not there as Azure does', async () => {
    const answers = await Promise.all([
      estate.get(`${web}/sites/nowhere`),
      estate.get(`${root}/resourceGroups/other/providers/Microsoft.Web/sites`),
      estate.get('/subscriptions/99999999-9999-4999-8999-999999999999/providers/Microsoft.Web/sites'),
      estate.get(`${root}/providers/Microsoft.Nothing/things`),
    ])

    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [404, 'ResourceNotFound'],
      [404, 'ResourceGroupNotFound'],
      [404, 'SubscriptionNotFound'],
      [404, 'InvalidResourceType'],
    ])
    await expect(estate.sdk.webApps.get(group, 'nowhere')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    })
  })

  it('wants a bearer token and an api-version', async () => {
    const path = `${web}/sites/contoso-web`
    const without = await fetch(`${estate.simulator.url}${path}?api-version=2024-04-01`)
    const unversioned = await estate.send('GET', path)

    expect(without.status).toBe(401)
    expect(await without.json()).toMatchObject({ error: { code: 'AuthenticationFailed' } })
    expect([unversioned.status, await unversioned.json()]).toMatchObject([
      400,
      { error: { code: 'MissingApiVersionParameter' } },
    ])
  })

  it('serves the apps and Kudu by their host names, and no other', async () => {
    const { request } = await import('node:http')
    const visit = (host: string, path: string) =>
      new Promise<{ status: number | undefined; took: string | string[] | undefined }>((resolve, reject) => {
        const sent = request(
          { host: '127.0.0.1', port: estate.simulator.port, path, headers: { host, authorization: 'Bearer x' } },
          (response) => {
            response.resume()
            resolve({ status: response.statusCode, took: response.headers['x-simulated-duration-ms'] })
          },
        )
        sent.on('error', reject).end()
      })

    const visits = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => visit('contoso-web.azurewebsites.net', `/${nth}`)),
    )
    expect(new Set(visits.map(({ status }) => status))).toEqual(new Set([200, 500]))
    expect(visits.every(({ took }) => Number(took) > 0)).toBe(true)
    expect((await visit('contoso-web.scm.azurewebsites.net', '/api/deployments')).status).toBe(200)
    expect((await visit('login.example.com', '/')).status).toBe(421)
    expect((await visit('evil.example.com', '/simulator/truth')).status).toBe(421)
  })
})
