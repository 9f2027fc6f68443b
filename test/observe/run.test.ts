import { afterEach, expect, test } from 'vitest'
import { AzureError } from '../../src/azure/types.ts'
import type { Finding, ProbeResult } from '../../src/incident/finding.ts'
import { phrase } from '../../src/incident/phrase.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run.ts'
import type { Probe } from '../../src/observe/types.ts'
import { byHand, type Lab, openLab, type Spoiled, siteId, target } from './lab.ts'
import { wire } from './wire.ts'

const open: Lab[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((lab) => lab.stop()))
})
async function lab(spoiled: readonly Spoiled[] = []): Promise<Lab> {
  const opened = await openLab(wire, spoiled)
  open.push(opened)
  return opened
}

/** The source that each probe can't do without; only the last does not fail with it. */
const sources: Readonly<Record<string, RegExp>> = {
  'app-state': /sites\/contoso-web$/,
  'plan-state': /serverfarms\/contoso-plan$/,
  instances: /contoso-web\/instances$/,
  'app-metrics': /sites\/contoso-web\/providers\/Microsoft.Insights\/metrics$/,
  'plan-metrics': /serverfarms\/contoso-plan\/providers\/Microsoft.Insights\/metrics$/,
  'resource-health': /availabilityStatuses\/current$/,
  'service-health': /ResourceHealth\/events$/,
  'activity-log': /management\/values$/,
  deployments: /contoso-web\/deployments$/,
  'synthetic-request': /^contoso-web\.azurewebsites\.net/,
}
const sourceOf = (id: string): RegExp => sources[id] ?? /^$/
const arm = probes.filter(({ id }) => id !== 'synthetic-request')

/** Runs all probes; where some hang, the deadline passes as soon as all the others are in. */
async function runAll(azure: Lab['azure'], hung: readonly string[] = []) {
  const { deadline, pass } = byHand()
  const arrived: string[] = []
  const errors: unknown[] = []
  const results = await runProbes(probes, azure, target, {
    deadline,
    onResult: ({ probe }) => {
      arrived.push(probe)
      if (arrived.length === probes.length - hung.length) pass()
    },
    onError: (error) => errors.push(error),
  })
  return { results, arrived, errors }
}

const statuses = (results: readonly ProbeResult[]) => Object.fromEntries(results.map((r) => [r.probe, r.status]))
const allOk = Object.fromEntries(probes.map(({ id }) => [id, 'ok']))

test.each(probes.map(({ id }) => id))(
  '%s hung: it alone is late, the others are in before its deadline',
  async (id) => {
    const { azure } = await lab([{ pattern: sourceOf(id), with: 'hung' }])

    const { results, arrived } = await runAll(azure, [id])

    expect(statuses(results)).toEqual({ ...allOk, [id]: 'late' })
    expect(arrived.at(-1)).toBe(id)
    const late = results.find(({ probe }) => probe === id)
    expect(late).toMatchObject({ findings: [], failure: { key: 'probe.late', args: { seconds: expect.any(Number) } } })
  },
)

test('everything hung: complete at the deadline, in the order of the list', async () => {
  const { azure } = await lab([{ pattern: /./, with: 'hung' }])
  const { deadline, pass } = byHand()

  const running = runProbes(probes, azure, target, { deadline })
  pass()
  const results = await running

  expect(results.map(({ probe, status }) => `${probe} ${status}`)).toEqual(probes.map(({ id }) => `${id} late`))
})

const spoilings = [
  { with: 403, status: 'forbidden', key: 'azure.forbidden-own' },
  { with: 429, status: 'failed', key: 'azure.throttled' },
  { with: 500, status: 'failed', key: 'azure.unavailable' },
  { with: 404, status: 'failed', key: 'azure.not-found' },
  { with: 'other-shape', status: 'failed', key: 'probe.malformed' },
  { with: 'cut', status: 'failed', key: 'azure.unexpected' },
] as const

test.each(spoilings)('$with from one source: that probe $status in words, the others unaffected', async (spoiling) => {
  // One run a probe, all at once: each has its own server and exactly one spoilt source.
  await Promise.all(
    arm.map(async ({ id }) => {
      const { azure } = await lab([{ pattern: sourceOf(id), with: spoiling.with }])
      const { results, errors } = await runAll(azure)
      expect(statuses(results)).toEqual({ ...allOk, [id]: spoiling.status })
      const spoilt = results.find(({ probe }) => probe === id)
      expect(spoilt).toMatchObject({ findings: [], failure: { key: spoiling.key } })
      expect(errors).toEqual([])
    }),
  )
})

test('a permission that is missing is named with its scope and a role', async () => {
  const { azure } = await lab([{ pattern: sourceOf('app-state'), with: 403 }])

  const { results } = await runAll(azure)

  expect(results[0]?.failure?.args).toEqual({
    action: 'Microsoft.Web/sites/read',
    scope: siteId,
    role: 'Reader',
    own: 'App Service Incident Bot',
  })
})

test('where Azure does not name the permission, the needs of the probe are', async () => {
  const denied = new AzureError('forbidden', 'no', { phrase: phrase('azure.forbidden-unnamed'), status: 403 })
  const probe = stub('denied', async () => {
    throw denied
  })

  const [result] = await runProbes([probe], (await lab()).azure, target, byHand())

  expect(result).toEqual({
    probe: 'denied',
    status: 'forbidden',
    findings: [],
    failure: phrase('probe.forbidden', { actions: 'Microsoft.Web/sites/read', scope: siteId, roles: 'Reader' }),
  })
})

test('an empty estate is an answer, not a failure', async () => {
  const { azure } = await lab([{ pattern: /(instances|metrics|events|values|deployments)$/, with: 'empty' }])

  const { results } = await runAll(azure)

  expect(statuses(results)).toEqual(allOk)
  const empty = ['instances', 'app-metrics', 'plan-metrics', 'service-health', 'activity-log', 'deployments']
  expect(results.filter(({ findings }) => findings.length === 0).map(({ probe }) => probe)).toEqual(empty)
})

test('what is only good to have does not fail a probe: processes, autoscale, the health check path', async () => {
  const { azure } = await lab([
    { pattern: /processes$/, with: 500 },
    { pattern: /autoscalesettings$/, with: 403 },
    { pattern: /config\/web$/, with: 'other-shape' },
  ])

  const { results } = await runAll(azure)

  expect(statuses(results)).toEqual({ ...allOk, 'app-state': 'failed' })
  const [, plan, instances] = results
  expect(plan?.findings[0]).toMatchObject({ properties: { sku: 'P1v3', autoscale: null } })
  expect(instances?.findings[0]).toMatchObject({ properties: { state: 'READY', processes: null, startedAt: null } })
  expect(results.at(-1)?.findings[0]).toMatchObject({ url: 'https://contoso-web.azurewebsites.net/', status: 503 })
})

test('a host that a next link names and that is not Azure gets nothing', async () => {
  const { azure, asked } = await lab([])
  const evil = { get: async () => ({ value: [], nextLink: 'https://evil.example/steal' }) }
  const deployments = probes.filter(({ id }) => id === 'deployments')
  let first = true
  const get: Lab['azure']['get'] = (...ask) => {
    if (!first) return azure.get(...ask)
    first = false
    return evil.get()
  }

  const [result] = await runProbes(deployments, { ...azure, get }, target, byHand())

  expect(result).toMatchObject({ status: 'failed', failure: { key: 'azure.refused-host' } })
  expect(asked).toEqual([])
})

const stub = (id: string, look: Probe['look']): Probe => ({
  id,
  deadlineInMs: 1_000,
  needs: ['Microsoft.Web/sites/read'],
  look,
})

test('a probe that breaks is told in general, logged in full, and holds nobody up', async () => {
  const { azure } = await lab()
  const broken = new TypeError('x of undefined, password=hunter2secret')
  const told: unknown[] = []
  const sync = stub('sync', () => {
    throw broken
  })
  const fine = stub('fine', async () => [])

  const results = await runProbes([sync, fine], azure, target, {
    ...byHand(),
    onError: (error, probe) => told.push([probe, error]),
  })

  expect(results).toEqual([
    { probe: 'sync', status: 'failed', findings: [], failure: phrase('probe.broken') },
    { probe: 'fine', status: 'ok', findings: [] },
  ])
  expect(told).toEqual([['sync', broken]])
})

test('results are told one at a time, and a listener that throws loses nothing', async () => {
  const { azure } = await lab()
  let telling = 0
  const told: string[] = []
  const errors: unknown[] = []

  const results = await runProbes(probes, azure, target, {
    ...byHand(),
    onResult: async ({ probe }) => {
      telling++
      expect(telling).toBe(1)
      await Promise.resolve()
      telling--
      told.push(probe)
      if (probe === 'instances') throw new Error('journal full')
    },
    onError: (error, probe) => errors.push([probe, (error as Error).message]),
  })

  expect(told.toSorted()).toEqual(probes.map(({ id }) => id).sort())
  expect(results.map(({ probe }) => probe)).toEqual(probes.map(({ id }) => id))
  expect(errors).toEqual([['instances', 'journal full']])
})

test('no secret leaves a probe, whichever field it hid in', async () => {
  const { azure } = await lab()
  const secretive: Finding[] = [
    { kind: 'state', of: 'app', name: 'a', properties: { healthCheckPath: '/up?token=hunter2secret', ok: true } },
    { kind: 'health', source: 'resource', state: 'unknown', summary: 'AccountKey=hunter2secret;' },
    { kind: 'request', url: 'https://me:hunter2secret@contoso-web.azurewebsites.net/', durationInMs: 1 },
  ]
  const rejected = new AzureError('rejected', 'no', {
    phrase: phrase('azure.rejected', { message: 'pwd=hunter2secret' }),
  })
  const refusing = stub('refusing', async () => {
    throw rejected
  })

  const results = await runProbes([stub('secretive', async () => secretive), refusing], azure, target, byHand())

  expect(JSON.stringify(results)).not.toContain('hunter2secret')
  expect(results[0]?.findings[0]).toMatchObject({ properties: { healthCheckPath: '/up?token=[redacted]', ok: true } })
})
