import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StepArgs } from '../../src/incident/mitigation-plan.ts'
import { createWorld, minute, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.stop())

const settings = async (query: string): Promise<Record<string, unknown>> => {
  const { id } = await world.app(query)
  const site = (await world.azure.reading.get(`${id}/config/web`, { 'api-version': '2025-05-01' })) as {
    properties: Record<string, unknown>
  }
  return site.properties
}

const run = async (step: string, query: string, args: StepArgs) => {
  const plan = await world.plan(step, query, args)
  await world.apply(plan)
  world.pass(3 * minute)
  return plan
}

describe('a step and its undo', () => {
  test.each([
    ['health-check', 'contoso-web', { path: '/ready' }, ['healthCheckPath']],
    ['auto-heal', 'contoso-web', { trigger: 'status-codes', count: 1000 }, ['autoHealEnabled', 'autoHealRules']],
  ] as const)('%s: what stood before stands again', async (step, query, args, fields) => {
    const before = await settings(query)
    const plan = await run(step, query, args)
    const changed = await settings(query)
    if (plan.undo === undefined) throw new Error('no undo')

    await run(plan.undo.step, query, plan.undo.args)

    const after = await settings(query)
    for (const field of fields) {
      expect(changed[field], field).not.toEqual(before[field])
      expect(after[field] ?? null, field).toEqual(before[field] ?? null)
    }
    expect(await world.impossible(plan.undo.step, query, plan.undo.args)).toBe('step.impossible.already-so')
  })

  test('scale up and down: the size comes back, all apps of the plan restart, the difference in price is told', async () => {
    const up = await run('scale-up', 'contoso-web', { sku: 'p2v3' })
    if (up.undo === undefined) throw new Error('no undo')

    const down = await run(up.undo.step, 'contoso-web', up.undo.args)

    expect(up.changes).toMatchObject([{ before: 'P1v3', after: 'P2v3' }])
    expect(up.touches.apps).toEqual(['contoso-admin', 'contoso-web', 'contoso-web/staging'])
    expect(up.warnings).toEqual([{ key: 'step.warning.restarts-all', args: { apps: 3 } }])
    // Three instances of P2v3 in place of P1v3, by the list that the practice estate serves.
    expect(up.cost).toMatchObject({ known: true, perHour: 0.9 })
    expect(down.cost).toMatchObject({ known: true, perHour: -0.9 })
    expect(down.changes).toMatchObject([{ before: 'P2v3', after: 'P1v3' }])
  })

  test('stop and start: the app is stopped, then runs', async () => {
    const stop = await run('stop', 'contoso-blog', {})

    expect(stop.undo).toEqual({ step: 'start', args: {} })
    expect(await world.impossible('stop', 'contoso-blog')).toBe('step.impossible.not-running')
    expect(await world.impossible('restart', 'contoso-blog')).toBe('step.impossible.not-running')
    await run('start', 'contoso-blog', {})
    expect(await world.impossible('start', 'contoso-blog')).toBe('step.impossible.not-stopped')
  })
})

describe('steps beyond the app itself', () => {
  test('autoscale: a setting is made, its limits changed, and taken away again', async () => {
    const made = await run('autoscale-set', 'contoso-shop', { minimum: 2, maximum: 4 })
    expect(await world.impossible('scale-out', 'contoso-shop', { workers: 5 })).toBe('step.impossible.autoscale')
    const changed = await run('autoscale-set', 'contoso-shop', { minimum: 2, maximum: 6 })
    if (made.undo === undefined || changed.undo === undefined) throw new Error('no undo')

    const back = await run(changed.undo.step, 'contoso-shop', changed.undo.args)
    const gone = await run(made.undo.step, 'contoso-shop', made.undo.args)

    expect(made.changes).toMatchObject([{ before: '–', after: '2–4' }])
    // At most two more of S2 on Windows.
    expect(made.cost).toMatchObject({ known: true, perHour: 0.4 })
    expect(changed.changes).toMatchObject([{ before: '2–4', after: '2–6' }])
    expect(back.changes).toMatchObject([{ before: '2–6', after: '2–4' }])
    expect(gone.writes[0]?.method).toBe('DELETE')
    expect(await world.impossible('scale-out', 'contoso-shop', { workers: 5 })).toBe('possible')
    expect(await world.impossible('autoscale-set', 'contoso-shop', { maximum: 99 })).toBe(
      'step.impossible.autoscale-limits',
    )
  })

  test('automatic scaling: on, then off', async () => {
    const on = await run('automatic-scaling', 'contoso-api', { maximum: 5 })
    if (on.undo === undefined) throw new Error('no undo')
    expect(await world.impossible('scale-out', 'contoso-api', { workers: 3 })).toBe('step.impossible.automatic-scaling')

    await run(on.undo.step, 'contoso-api', on.undo.args)

    expect(await world.impossible('scale-out', 'contoso-api', { workers: 3 })).toBe('possible')
    expect(await world.impossible('automatic-scaling', 'contoso-shop', {})).toBe('step.impossible.automatic-tier')
  })

  test('a metric alert: made with Microsoft’s threshold, and taken away', async () => {
    const made = await run('metric-alert', 'contoso-web', {})
    if (made.undo === undefined) throw new Error('no undo')

    const gone = await run(made.undo.step, 'contoso-web', made.undo.args)

    expect(made.changes).toMatchObject([{ before: '–', after: 'Http5xx 10' }])
    expect(made.notice.map(({ key }) => key)).toEqual(['step.notice.alert-to-nobody'])
    expect(gone.changes).toMatchObject([{ before: 'Http5xx 10', after: '–' }])
  })

  test('swap back: the other slot’s code comes, and goes again', async () => {
    const swap = await run('swap-back', 'contoso-web', {})
    const again = await run('swap-back', 'contoso-web', { slot: 'STAGING' })

    expect(swap.args).toEqual({ slot: 'staging' })
    expect(swap.touches.apps).toEqual(['contoso-web', 'contoso-web/staging'])
    expect(again.changes[0]).toMatchObject({ before: swap.changes[0]?.after, after: swap.changes[0]?.before })
    expect(JSON.stringify(swap)).not.toMatch(/password|AccountKey/i)
    expect(await world.impossible('swap-back', 'contoso-web/staging')).toBe('step.impossible.swap-slot')
    expect(await world.impossible('swap-back', 'contoso-blog')).toBe('step.impossible.no-slots')
  })
})

describe('auto-heal', () => {
  test('keeps the triggers that are there and shows the rest as a diff', async () => {
    await run('auto-heal', 'contoso-admin', { trigger: 'status-codes', count: 1000 })

    const second = await world.plan('auto-heal', 'contoso-admin', { trigger: 'slow-requests', seconds: 20 })
    await world.apply(second)

    expect(second.changes.map(({ what }) => what.args?.name)).toEqual(['slowRequests'])
    expect((await settings('contoso-admin')).autoHealRules).toMatchObject({
      triggers: {
        slowRequests: { timeTaken: '00:00:20', count: 10, timeInterval: '00:05:00' },
        statusCodesRange: [{ statusCodes: '500-599', count: 1000, timeInterval: '00:05:00' }],
      },
      actions: { actionType: 'Recycle', minProcessExecutionTime: '00:10:00' },
    })
  })

  test('tells how often it would have fired, and refuses a restart loop', async () => {
    const seldom = await world.plan('auto-heal', 'contoso-api', { trigger: 'requests', count: 100_000, minutes: 5 })

    expect(seldom.notice.map(({ key }) => key)).toContain('step.notice.back-tested')
    expect(seldom.notice.find(({ key }) => key === 'step.notice.back-tested')?.args).toMatchObject({
      times: 0,
      instances: 2,
    })
    expect(await world.impossible('auto-heal', 'contoso-api', { trigger: 'requests', count: 100, minutes: 1 })).toBe(
      'step.impossible.restart-loop',
    )
  })

  test.each([
    ['contoso-api', { trigger: 'private-bytes' }, 'step.impossible.linux-private-bytes'],
    ['contoso-web', { trigger: 'configuration-changes' }, 'step.impossible.no-arm-field'],
    ['contoso-web', { trigger: 'full moon' }, 'step.impossible.unknown-trigger'],
    ['contoso-web', { trigger: 'status-codes', codes: '5xx' }, 'step.impossible.trigger-codes'],
    ['contoso-web', { trigger: 'requests', count: 0 }, 'step.impossible.trigger-limits'],
  ] as const)('on %s with %o is impossible: %s', async (query, args, key) => {
    expect(await world.impossible('auto-heal', query, args)).toBe(key)
  })
})

describe('what can not be', () => {
  test.each([
    ['scale-up', { sku: 'P9v9' }, 'step.impossible.unreachable-sku'],
    ['scale-up', {}, 'possible'],
    ['scale-up', { sku: 'B1' }, 'step.impossible.not-scale-up'],
    ['health-check', { path: 'healthz' }, 'step.impossible.not-a-path'],
    ['health-check', { path: '/a b' }, 'step.impossible.not-a-path'],
    ['reboot-worker', { instance: 'nope' }, 'step.impossible.unknown-instance'],
  ])('%s %o: %s', async (step, args, key) => {
    expect(await world.impossible(step, 'fabrikam-portal', args as StepArgs)).toBe(key)
  })
})
