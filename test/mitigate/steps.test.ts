import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPlan } from '../../src/incident/approval/plan-hash.ts'
import { steps } from '../../src/mitigate/index.ts'
import { createWorld, minute, stepOf, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.stop())

const instanceOf = async (query: string): Promise<string> => {
  const plan = await world.plan('restart', query)
  const [first] = plan.touches.instances
  if (first === undefined) throw new Error('no instance')
  return first
}

const argsFor = async (step: string, query: string) => {
  if ('instance' in stepOf(step).inputs) return { instance: await instanceOf(query) }
  if (step === 'scale-up') return { sku: query === 'contoso-shop' ? 'S3' : 'P2v3' }
  if (step === 'scale-down') return { sku: query === 'contoso-shop' ? 'S2' : 'P0v3' }
  if (step === 'health-check') return { path: '/ready' }
  if (step === 'auto-heal') return { trigger: 'status-codes', count: 1000 }
  if (step !== 'scale-out' && step !== 'scale-in') return {}
  const { workers = 0 } = (await world.plan('scale-out', query, { workers: 9 })).state
  if (step === 'scale-out') return { workers: Number(workers) + 2 }
  return { workers: Number(workers) - 1 }
}

test('the list is the ladder: least harm first, one file a step', async () => {
  const files = await readdir(new URL('../../src/mitigate/', import.meta.url))

  expect([...steps].sort((a, b) => a.harm - b.harm)).toEqual(steps)
  expect(steps.filter(({ id }) => !files.includes(`${id}.ts`))).toEqual([])
})

test.each([
  ['soft-restart', 'contoso-web'],
  ['restart', 'contoso-web'],
  ['restart', 'contoso-web/staging'],
  ['restart-instance', 'contoso-web'],
  ['restart-instance', 'contoso-web/staging'],
  ['restart-instance', 'contoso-api'],
  ['scale-out', 'contoso-web'],
  ['scale-in', 'contoso-web'],
  ['scale-out', 'contoso-api'],
  ['reboot-worker', 'contoso-web'],
  ['health-check', 'contoso-web'],
  ['auto-heal', 'contoso-web'],
  ['auto-heal', 'contoso-api'],
  ['stop', 'contoso-blog'],
  ['start', 'contoso-blog'],
  ['stop', 'contoso-web/staging'],
  ['start', 'contoso-web/staging'],
  ['scale-up', 'contoso-shop'],
  ['scale-down', 'contoso-shop'],
])('%s on %s: what was planned is what is sent, once, and it is seen done', async (step, query) => {
  const plan = await world.plan(step, query, await argsFor(step, query))
  const before = world.simulator.writes().length
  const at = world.now()

  const applied = await world.apply(plan)
  const soon = await world.look(plan, { at, ...applied, correlationId: '99999999-9999-4999-8999-999999999999' })
  world.pass(3 * minute)
  const later = await world.look(plan, { at, ...applied, correlationId: '99999999-9999-4999-8999-999999999999' })

  const sent = world.simulator.writes().slice(before)
  expect(sent.map(({ method, path }) => ({ method, path }))).toEqual(plan.writes)
  expect(sent.every(({ clientRequestId }) => clientRequestId === '99999999-9999-4999-8999-999999999999')).toBe(true)
  expect(applied.correlationId).toMatch(/^[0-9a-f-]{36}$/)
  expect(['running', 'unknown', 'done']).toContain(soon)
  expect(later).toBe('done')
  await expect(world.apply({ ...plan, writes: [] })).rejects.toMatchObject({ kind: 'refused-here' })
})

test('a soft restart is soft on the wire, a full one is not', async () => {
  await world.apply(await world.plan('soft-restart', 'contoso-admin'))
  await world.apply(await world.plan('restart', 'contoso-admin'))

  const [soft, full] = world.simulator.writes().slice(-2)
  expect(soft?.query.softRestart).toBe('true')
  expect(full?.query.softRestart).toBeUndefined()
})

test('scaling keeps everything else of the plan and says whom it touches', async () => {
  const plan = await world.plan('scale-out', 'contoso-shop', { workers: 4 })

  await world.apply(plan)

  expect(plan.touches.apps).toEqual(['contoso-blog', 'contoso-shop'])
  expect(plan.changes).toMatchObject([{ before: '2', after: '4' }])
  expect(plan.undo).toEqual({ step: 'scale-in', args: { workers: 2 } })
  expect(plan.cost).toMatchObject({ known: true, currency: 'EUR' })
  expect(plan.destroysEvidence).toBe(false)
  expect(plan.commands.az).toMatch(/^az appservice plan update .*--name "contoso-shop-plan" --number-of-workers 4$/)
  expect(plan.commands.powershell).toMatch(/; Set-AzAppServicePlan .*-Name "contoso-shop-plan" -NumberofWorkers 4$/)
  expect(world.simulator.writes().at(-1)?.body).toMatchObject({
    location: 'West Europe',
    kind: 'app',
    tags: { costCenter: '4711' },
    sku: { name: 'S2', tier: 'Standard', size: 'S2', family: 'S', capacity: 4 },
    properties: { reserved: false, hyperV: false, perSiteScaling: false, zoneRedundant: false },
  })
  world.pass(3 * minute)
})

test('the plan of contoso-web has the slot on it, and a restart of the app touches the app only', async () => {
  const scale = await world.plan('scale-out', 'contoso-web', { workers: 9 })
  const restart = await world.plan('restart', 'contoso-web')

  expect(scale.touches).toEqual({ apps: ['contoso-admin', 'contoso-web', 'contoso-web/staging'], instances: [] })
  expect(restart.touches.apps).toEqual(['contoso-web'])
  expect(restart.touches.instances.length).toBe(restart.state.workers ?? scale.state.workers)
  expect(restart.destroysEvidence).toBe(true)
  expect(restart.commands.az).toContain('az webapp restart')
})

test('an instance is found by its machine name and by its id; the approval is bound to its process', async () => {
  const name = await instanceOf('contoso-shop')
  const byName = await world.plan('restart-instance', 'contoso-shop', { instance: name.toUpperCase() })
  const byId = await world.plan('restart-instance', 'contoso-shop', { instance: String(byName.state.instance) })

  expect(byId).toEqual(byName)
  await world.apply(byName)
  world.pass(minute)
  const again = await world.plan('restart-instance', 'contoso-shop', { instance: name })
  expect(again.state.pid).not.toBe(byName.state.pid)
  expect(hashPlan(again)).not.toBe(hashPlan(byName))
  await expect(world.apply(byName)).rejects.toMatchObject({ kind: 'not-found' })
})

test('the same state gives the same plan; another number of workers, or a stopped app, does not', async () => {
  const restart = await world.plan('restart', 'contoso-blog')
  const scale = await world.plan('scale-out', 'contoso-blog', { workers: 7 })
  world.pass(10 * minute)
  expect(hashPlan(await world.plan('restart', 'contoso-blog'))).toBe(hashPlan(restart))
  expect(hashPlan(await world.plan('scale-out', 'contoso-blog', { workers: 7 }))).toBe(hashPlan(scale))

  await world.apply(await world.plan('scale-out', 'contoso-blog', { workers: 6 }))
  world.pass(3 * minute)
  expect(hashPlan(await world.plan('scale-out', 'contoso-blog', { workers: 7 }))).not.toBe(hashPlan(scale))
  expect(hashPlan(await world.plan('restart', 'contoso-blog'))).toBe(hashPlan(restart))
  await write('contoso-blog', 'stop')
  expect(await world.impossible('restart', 'contoso-blog')).toBe('step.impossible.not-running')
  expect(await world.impossible('soft-restart', 'contoso-blog')).toBe('step.impossible.not-running')
  expect(await world.impossible('restart-instance', 'contoso-blog', { instance: 'x' })).toBe(
    'step.impossible.not-running',
  )
  expect(await world.impossible('scale-out', 'contoso-blog', { workers: 9 })).toBe('step.impossible.not-running')
  await write('contoso-blog', 'start')
})

/** Somebody else's write, past the bot. */
const write = async (query: string, verb: string): Promise<void> => {
  const { id } = await world.app(query)
  const answer = await fetch(`${world.simulator.url}${id}/${verb}?api-version=2024-04-01`, {
    method: 'POST',
    headers: { authorization: 'Bearer other' },
  })
  if (!answer.ok) throw new Error(`${verb}: ${answer.status}`)
}

test.each([
  ['scale-out', { workers: 1 }, 'step.impossible.not-more'],
  ['scale-out', { workers: 2.5 }, 'step.impossible.not-a-number'],
  ['scale-out', { workers: 0 }, 'step.impossible.not-a-number'],
  ['scale-out', { workers: '-3' }, 'step.impossible.not-a-number'],
  ['scale-out', {}, 'step.impossible.not-a-number'],
  ['scale-out', { workers: 99 }, 'step.impossible.too-many'],
  ['scale-in', { workers: 2 }, 'step.impossible.not-fewer'],
  ['restart-instance', { instance: 'RD0000000000' }, 'step.impossible.unknown-instance'],
  ['restart-instance', {}, 'step.impossible.unknown-instance'],
])('%s %o is impossible: %s', async (step, args, key) => {
  expect(await world.impossible(step, 'fabrikam-portal', args)).toBe(key)
})

test('while the plan is being scaled, another scale has to wait', async () => {
  await world.apply(await world.plan('scale-out', 'fabrikam-portal', { workers: 2 }))

  expect(await world.impossible('scale-out', 'fabrikam-portal', { workers: 3 })).toBe('step.impossible.changing')
  world.pass(3 * minute)
})

test('a missing permission is told, not guessed around', async () => {
  world.under({ denied: ['Microsoft.Insights/autoscaleSettings/read'] })

  const planned = world.plan('scale-out', 'contoso-web', { workers: 9 })

  await expect(planned).rejects.toMatchObject({
    kind: 'forbidden',
    phrase: { args: { action: expect.stringMatching(/autoscaleSettings\/read/i), role: 'Monitoring Reader' } },
  })
  world.under({})
})
