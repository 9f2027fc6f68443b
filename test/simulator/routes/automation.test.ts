import { afterEach, describe, expect, it } from 'vitest'
import { all, type Estate, group, type Json, root, startEstate, web } from '../client.ts'
import { minute, startedAt } from '../figures.ts'

const plan = `${web}/serverfarms/contoso-plan`
const site = `${web}/sites/contoso-web`
const insights = `${root}/resourceGroups/${group}/providers/Microsoft.Insights`
let estate: Estate
afterEach(() => estate.simulator.stop())

const rule = (direction: string, operator: string, threshold: number) => ({
  metricTrigger: {
    metricName: 'CpuPercentage',
    metricResourceUri: plan,
    timeGrain: 'PT1M',
    statistic: 'Average',
    timeWindow: 'PT5M',
    timeAggregation: 'Average',
    operator,
    threshold,
  },
  scaleAction: { direction, type: 'ChangeCount', value: '1', cooldown: 'PT5M' },
})
const setting = (capacity: object, rules: readonly object[]) => ({
  location: 'westeurope',
  properties: { enabled: true, targetResourceUri: plan, profiles: [{ name: 'usual', capacity, rules }] },
})
const put = (path: string, body: unknown) => estate.send('PUT', `${insights}/${path}?api-version=2022-10-01`, { body })
const pass = (minutes: number) => estate.advance(minutes * minute)
const instances = async () => (await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))).length
const capacity = async () => (await estate.get(plan)).body.sku.capacity

describe('autoscale rules', () => {
  it('add workers while it is busy, up to the maximum, and are seen in the activity log; without them nothing more', async () => {
    estate = await startEstate('cpu-saturation')
    const rules = [rule('Increase', 'GreaterThan', 60), rule('Decrease', 'LessThan', 5)]
    const created = await put('autoscalesettings/contoso', setting({ minimum: '3', maximum: '5', default: '3' }, rules))
    pass(4)
    const early = await capacity()
    pass(26)
    const log = await estate.get(`${root}/providers/Microsoft.Insights/eventtypes/management/values`, {
      $filter: `eventTimestamp ge '${new Date(startedAt).toISOString()}'`,
    })
    const listed = await estate.get(`${insights}/autoscalesettings`)
    const removed = await estate.send('DELETE', `${insights}/autoscalesettings/contoso?api-version=2022-10-01`)
    const again = await estate.send('DELETE', `${insights}/autoscalesettings/contoso?api-version=2022-10-01`)

    expect([created.status, removed.status, again.status]).toEqual([201, 200, 204])
    expect([early, await capacity(), await instances()]).toEqual([4, 5, 5])
    const logged = new Set(
      log.body.value.map((one: Json) => `${one.category.value} ${one.operationName.value} ${one.caller}`),
    )
    const by = 'Microsoft.Insights/autoscaleSettings'
    expect(logged).toContain(`Autoscale Microsoft.Insights/AutoscaleSettings/Scaleup/Action ${by}`)
    expect(logged).toContain(`Administrative Microsoft.Web/serverfarms/write ${by}`)
    expect(listed.body.value).toMatchObject([{ name: 'contoso', type: 'Microsoft.Insights/autoscaleSettings' }])
  })

  it('take workers away where it is quiet, and are refused where they can’t work', async () => {
    estate = await startEstate('healthy')
    const texts = { minimum: '2', maximum: '5', default: '2' }
    await put('autoscalesettings/contoso', setting(texts, [rule('Decrease', 'LessThan', 70)]))
    pass(20)
    const numbers = await put('autoscalesettings/other', setting({ minimum: 1, maximum: 2, default: 1 }, []))
    const elsewhere = setting(texts, [])
    const basic = {
      ...elsewhere,
      properties: { ...elsewhere.properties, targetResourceUri: `${web}/serverfarms/fabrikam-plan` },
    }

    expect([await capacity(), await instances()]).toEqual([2, 2])
    expect(numbers.status).toBe(400)
    expect((await put('autoscalesettings/other', basic)).status).toBe(400)
  })
})

describe('automatic scaling', () => {
  it('adds workers beyond what the plan asks for, and takes them away when it is turned off', async () => {
    estate = await startEstate('cpu-saturation')
    const elastic = (elasticScaleEnabled: boolean) =>
      estate.send('PATCH', `${plan}?api-version=1`, {
        body: { properties: { elasticScaleEnabled, maximumElasticWorkerCount: 6 } },
      })
    const on = (await (await elastic(true)).json()) as Json
    pass(12)
    const many = await instances()
    await elastic(false)
    pass(3)

    expect(on.properties).toMatchObject({ elasticScaleEnabled: true, maximumElasticWorkerCount: 6 })
    expect(many).toBeGreaterThan(3)
    expect(many).toBeLessThanOrEqual(6)
    expect(await capacity()).toBe(3)
    expect(await instances()).toBe(3)
  })
})

describe('auto-heal', () => {
  const heal = (triggers: object) =>
    estate.send('PATCH', `${site}/config/web?api-version=1`, {
      body: {
        properties: {
          autoHealEnabled: true,
          autoHealRules: { triggers, actions: { actionType: 'Recycle', minProcessExecutionTime: '00:05:00' } },
        },
      },
    })
  const starts = async (ofSite = 'contoso-web') => {
    const listed = await all(estate.sdk.webApps.listInstanceIdentifiers(group, ofSite))
    const own = listed.map(({ name = '' }) => all(estate.sdk.webApps.listInstanceProcesses(group, ofSite, name)))
    return (await Promise.all(own)).map(([process]) => process?.startTime?.getTime() ?? 0)
  }

  it.each([
    [
      'status codes',
      'bad-deployment',
      { statusCodes: [{ status: 500, subStatus: 0, count: 30, timeInterval: '00:05:00' }] },
    ],
    [
      'a range of them',
      'bad-deployment',
      { statusCodesRange: [{ statusCodes: '500-599', count: 30, timeInterval: '00:05:00' }] },
    ],
    [
      'slow requests',
      'slow-dependency',
      { slowRequests: { timeTaken: '00:00:02', count: 20, timeInterval: '00:02:00' } },
    ],
    ['requests', 'healthy', { requests: { count: 500, timeInterval: '00:05:00' } }],
    ['private bytes', 'healthy', { privateBytesInKB: 1_000_000 }],
  ])('recycles by %s once the process has run for long enough', async (_, fault, triggers) => {
    estate = await startEstate(fault)
    await heal(triggers)
    pass(4)
    const early = await starts()
    pass(9)

    expect(early.every((at) => at < startedAt + 4 * minute)).toBe(true)
    expect((await starts()).some((at) => at > startedAt + 5 * minute)).toBe(true)
  })

  it('leaves alone what does not meet its triggers', async () => {
    estate = await startEstate('healthy')
    await heal({ statusCodes: [{ status: 500, count: 50, timeInterval: '00:05:00' }], privateBytesInKB: 9_000_000 })
    pass(15)

    expect((await starts()).every((at) => at < startedAt + minute)).toBe(true)
  })
})

describe('alert rules and action groups', () => {
  it('fire by what is measured from then on, the estate’s own rules too', async () => {
    estate = await startEstate('bad-deployment')
    const limit = { metricName: 'Requests', operator: 'GreaterThan', threshold: 10, timeAggregation: 'Total' }
    const rule = { severity: 0, enabled: true, scopes: [site], windowSize: 'PT5M', criteria: { allOf: [limit] } }
    const firing = async () => {
      const query = 'alertsmanagementresources | project name, properties'
      const response = await estate.send(
        'POST',
        '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01',
        {
          body: { query, options: { resultFormat: 'objectArray' } },
        },
      )
      return ((await response.json()) as Json).data.map(({ name }: { name: string }) => name)
    }
    const before = await firing()
    await put('metricAlerts/busy', { location: 'global', properties: rule })
    const atOnce = await firing()
    pass(10)

    expect(before).toContain('contoso-web server errors')
    expect(atOnce).not.toContain('busy')
    expect(await firing()).toContain('busy')
    await put('metricAlerts/busy', { location: 'global', properties: { ...rule, enabled: false } })
    expect(await firing()).not.toContain('busy')
  })

  it('are kept, listed, changed and removed', async () => {
    estate = await startEstate()
    const alert = { location: 'global', tags: { a: '1' }, properties: { severity: 2, enabled: true, scopes: [site] } }
    const created = await put('metricAlerts/errors', alert)
    const again = await put('metricAlerts/errors', alert)
    const group = await put('actionGroups/oncall', { location: 'Global', properties: { groupShortName: 'oncall' } })
    const read = await estate.get(`${insights}/metricAlerts/errors`)
    const gone = await estate.send('DELETE', `${insights}/metricAlerts/errors?api-version=2018-03-01`)

    expect([created.status, again.status, group.status, gone.status]).toEqual([200, 200, 201, 200])
    expect(read.body).toMatchObject({ name: 'errors', properties: { severity: 2 }, tags: { a: '1' } })
    expect((await estate.get(`${insights}/metricAlerts/errors`)).status).toBe(404)
    expect((await estate.get(`${root}/providers/Microsoft.Insights/actionGroups`)).body.value).toHaveLength(1)
  })
})
