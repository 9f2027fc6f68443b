import { afterEach, expect, test } from 'vitest'
import { AzureError } from '../../src/azure/types.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { Finding, ProbeResult } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import type { Probe } from '../../src/observe/types.ts'
import { deadlinesByHand } from '../deadlines.ts'
import { wire } from './arm-answers.ts'
import { type Lab, openLab, type Spoiled, siteId, target, whenOnlyHung } from './lab.ts'
import { notOfferedInLab, sourceOf } from './sources.ts'

const open: Lab[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((lab) => lab.stop()))
})
async function lab(spoiled: readonly Spoiled[] = []): Promise<Lab> {
  const opened = await openLab(wire, spoiled)
  open.push(opened)
  return opened
}

/** Runs all probes; where some hang, the deadline passes as soon as all the others are in. */
async function runAll(azure: Lab['azure'], hung: readonly string[] = []) {
  const { deadline, pass } = deadlinesByHand()
  const arrived: string[] = []
  const errors: unknown[] = []
  const results = await runProbes(probes, azure, target, {
    deadline,
    onResult: ({ probe }) => {
      arrived.push(probe)
      if (arrived.length === probes.length - hung.length) pass()
    },
    onError: ({ error }) => errors.push(error),
  })
  return { results, arrived, errors }
}

const of = (results: readonly ProbeResult[], id: string) => results.find(({ probe }) => probe === id)
const statuses = (results: readonly ProbeResult[]) => Object.fromEntries(results.map((r) => [r.probe, r.status]))
const allOk = Object.fromEntries(probes.map(({ id }) => [id, notOfferedInLab.includes(id) ? 'not-offered' : 'ok']))

test('everything hung: complete at the deadline, in the order of the list', async () => {
  const { azure } = await lab([{ pattern: /./, with: 'hung' }])
  const { deadline, pass } = deadlinesByHand()

  const running = runProbes(probes, azure, target, { deadline })
  pass()
  const results = await running

  // That no visitor gets an answer is what the one that asks as a visitor looks for.
  const visitor = probes.find(({ covers }) => covers === 'own-request')
  expect(results.map(({ probe, status }) => `${probe} ${status}`)).toEqual(
    probes.map((probe) => `${probe.id} ${probe === visitor ? 'ok' : 'late'}`),
  )
  expect(results.find(({ probe }) => probe === visitor?.id)?.findings).toMatchObject([
    { kind: 'request', failure: 'timeout' },
  ])
})

/** One part of a probe spoilt: what is there stays, and what is missing is said. */
const parts = [
  { probe: 'app-state', spoilt: /config\/web$/, left: { state: 'Running' }, source: 'contoso-web/config/web' },
  {
    probe: 'plan-state',
    spoilt: /autoscalesettings$/,
    left: { sku: 'P1v3' },
    source: 'contoso-plan/autoscalesettings',
  },
  { probe: 'instances', spoilt: /instances\/a{64}$/, left: { state: 'READY' }, source: 'instances/aaaaaaaa' },
  { probe: 'processes', spoilt: /b{64}\/processes$/, left: { state: 'READY' }, source: 'instances/RD0002/processes' },
  { probe: 'slots', spoilt: /sites\/contoso-web$/, left: { lastSwapFrom: 'staging' }, source: 'contoso-web' },
  {
    probe: 'neighbours',
    spoilt: /contoso-plan\/.*metrics$/,
    left: { state: 'Stopped' },
    source: 'contoso-plan/metrics',
  },
  { probe: 'quotas', spoilt: /contoso-plan\/usages$/, left: { exceeded: true }, source: 'contoso-plan/usages' },
  { probe: 'detectors', spoilt: /detectors\/cpuusage$/, left: { status: 'warning' }, source: 'detectors/cpuusage' },
] as const

test.each(parts)('$probe: a part that hangs, is throttled or broken is said, the rest stays', async (part) => {
  const { probe, left, source, spoilt } = part
  const wanted = probes.filter(({ id }) => id === probe)
  const run = async (how: Spoiled['with']) => {
    const { azure } = await lab([{ pattern: spoilt, with: how }])
    const { deadline, pass } = deadlinesByHand()
    const [result] = await runProbes(wanted, whenOnlyHung(azure, spoilt, how === 'hung' ? pass : () => {}), target, {
      deadline,
    })
    return result
  }

  const [late, throttled, broken] = await Promise.all([run('hung'), run(429), run(503)])

  for (const [result, key] of [
    [late, 'probe.gap.late'],
    [throttled, 'probe.gap.throttled'],
    [broken, 'probe.gap.unavailable'],
  ] as const) {
    expect(result?.status).toBe('ok')
    expect(result?.gaps).toContainEqual(expect.objectContaining({ key, args: expect.objectContaining({ source }) }))
    const properties = result?.findings.flatMap((one) => (one.kind === 'state' ? [one.properties] : []))
    expect(properties).toContainEqual(expect.objectContaining(left))
  }
})

test('a permission that is missing is named with its scope and a role', async () => {
  const { azure } = await lab([{ pattern: sourceOf('app-state'), with: 403 }])

  const { results } = await runAll(azure)

  expect(of(results, 'app-state')?.failure?.args).toEqual({
    action: 'Microsoft.Web/sites/read',
    scope: siteId,
    role: 'Reader',
    own: 'App Service Incident Bot',
  })
})

test('where Azure does not name the permission, the needs of the probe are', async () => {
  const denied = new AzureError('forbidden', 'no', { phrase: messageOf('azure.forbidden-unnamed'), status: 403 })
  const probe = stub('denied', async () => {
    throw denied
  })

  const [result] = await runProbes([probe], (await lab()).azure, target, deadlinesByHand())

  expect(result).toEqual({
    probe: 'denied',
    status: 'forbidden',
    findings: [],
    failure: messageOf('probe.forbidden', { actions: 'Microsoft.Web/sites/read', scope: siteId, roles: 'Reader' }),
  })
})

test('a part that may not be read is named with action, scope and role; the rest stays', async () => {
  const { azure } = await lab([{ pattern: /contoso-plan\/usages$/, with: 403 }])

  const { results } = await runAll(azure)

  expect(statuses(results)).toEqual(allOk)
  const [gap] = of(results, 'quotas')?.gaps ?? []
  expect(gap?.args).toMatchObject({ action: expect.stringMatching(/read$/), scope: siteId, role: 'Reader' })
  expect(of(results, 'quotas')?.findings.map((one) => (one.kind === 'state' ? one.name : ''))).toEqual([
    'CpuTime',
    'MemoryWorkingSet',
  ])
})

test('of parts that are all missing, a refusal says more than a late answer', async () => {
  const quotas = probes.filter(({ id }) => id === 'quotas')
  const run = async (other: Spoiled['with']) => {
    const hung = /contoso-web\/usages$/
    const { azure } = await lab([
      { pattern: hung, with: 'hung' },
      { pattern: /contoso-plan\/usages$/, with: other },
    ])
    const { deadline, pass } = deadlinesByHand()
    const isAllHung = other === 'hung'
    const watched = isAllHung ? azure : whenOnlyHung(azure, hung, pass)
    const running = runProbes(quotas, watched, target, { deadline })
    if (isAllHung) pass()
    return (await running)[0]
  }

  expect(await run(403)).toMatchObject({ status: 'forbidden', findings: [], failure: { key: 'azure.forbidden-own' } })
  expect(await run('hung')).toMatchObject({ status: 'late', findings: [], failure: { key: 'probe.late' } })
})

test('a part that is missing is named, and the others stand', async () => {
  const { azure } = await lab([
    { pattern: /sites\/[^/]+\/providers\/Microsoft.Insights\/metrics\?.*interval=PT15M/, with: 429 },
  ])

  const { results } = await runAll(azure)

  expect(of(results, 'past-metrics')).toMatchObject({ status: 'ok' })
  expect(of(results, 'past-metrics')?.gaps?.map(({ args }) => args?.source)).toEqual([
    'contoso-web/metrics (look-back)',
  ])
})

test('where there must be something, an empty answer is a failure; where there may be nothing, it is an answer', async () => {
  const { azure } = await lab([{ pattern: /./, with: 'empty' }])

  const { results } = await runAll(azure)

  const unknown = ['app-state', 'plan-state', 'app-metrics', 'plan-metrics', 'neighbours', 'past-metrics']
  const failed = [...unknown, 'more-neighbours', 'network', 'resource-health', 'detectors', 'more-detectors']
  // A query's answer without a table can't be read; an app without a diagnostic setting sends nothing.
  const telemetry = { 'application-insights': 'failed', 'log-analytics': 'not-offered' }
  expect(statuses(results)).toEqual({
    ...allOk,
    ...Object.fromEntries(failed.map((id) => [id, 'failed'])),
    ...telemetry,
  })
  for (const id of failed) expect(of(results, id)?.failure?.key).toMatch(/^probe\.(empty|malformed)$/)
  expect(of(results, 'instances')?.gaps).toEqual([messageOf('probe.instances.none', { app: 'contoso-web' })])
  expect(of(results, 'quotas')?.gaps).toEqual([messageOf('probe.quotas.none')])
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

  const [result] = await runProbes(deployments, { ...azure, get }, target, deadlinesByHand())

  expect(result).toMatchObject({ status: 'failed', failure: { key: 'azure.refused-host' } })
  expect(asked).toEqual([])
})

const stub = (id: string, look: Probe['observe']): Probe => ({
  id,
  deadlineInMs: 1_000,
  needs: ['Microsoft.Web/sites/read'],
  portal: () => 'https://portal.azure.com/#view/stub',
  observe: look,
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
    ...deadlinesByHand(),
    onError: ({ error, probe }) => told.push([probe, error]),
  })

  expect(results).toEqual([
    { probe: 'sync', status: 'failed', findings: [], failure: messageOf('probe.broken') },
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
    ...deadlinesByHand(),
    onResult: async ({ probe }) => {
      telling++
      expect(telling).toBe(1)
      await Promise.resolve()
      telling--
      told.push(probe)
      if (probe === 'instances') throw new Error('journal full')
    },
    onError: ({ error, probe }) => errors.push([probe, (error as Error).message]),
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
    phrase: messageOf('azure.rejected', { message: 'pwd=hunter2secret' }),
  })
  const refusing = stub('refusing', async () => {
    throw rejected
  })

  const results = await runProbes(
    [stub('secretive', async () => secretive), refusing],
    azure,
    target,
    deadlinesByHand(),
  )

  expect(JSON.stringify(results)).not.toContain('hunter2secret')
  expect(results[0]?.findings[0]).toMatchObject({ properties: { healthCheckPath: '/up?token=[redacted]', ok: true } })
})
