import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StepArgs } from '../../src/incident/mitigation-plan.ts'
import { activityLogDelayInMs } from '../../src/mitigate/follow-up/write-trace.ts'
import { noDeadline } from '../deadlines.ts'
import { createWorld, minute, stepOf, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.stop())

const everyStep = [
  ['restart', {}],
  ['soft-restart', {}],
  ['restart-instance', {}],
  ['scale-out', { workers: 5 }],
] as const

const planFor = async (step: string, args: StepArgs) => {
  const [instance = ''] = (await world.plan('restart', 'contoso-web')).touches.instances
  return world.plan(step, 'contoso-web', ['restart-instance', 'reboot-worker'].includes(step) ? { instance } : args)
}

/** Something of somebody else's in the log, so that it is seen to have gone on. */
const everydayWrite = async (): Promise<void> => {
  const plan = await world.plan('restart', 'fabrikam-portal')
  await world.azure
    .writing({ writes: plan.writes, correlationId: '77777777-7777-4777-8777-777777777777' })
    .appService('11111111-1111-4111-8111-111111111111')
    .webApps.restart('contoso-rg', 'fabrikam-portal')
}

test.each(everyStep)(
  '%s never sent: unknown until the log has passed it for long, then not started',
  async (step, args) => {
    const plan = await planFor(step, args)
    const at = world.now()

    const seen = [await world.look(plan, { at })]
    world.pass(5 * minute)
    await everydayWrite()
    world.pass(5 * minute)
    seen.push(await world.look(plan, { at }))
    world.pass(activityLogDelayInMs)
    seen.push(await world.look(plan, { at }))
    await everydayWrite()
    seen.push(await world.look(plan, { at }))
    world.pass(minute)
    seen.push(await world.look(plan, { at }))

    // Time alone proves nothing, and an event that the log does not show yet neither.
    expect(seen).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'not-started'])
  },
)

test.each(everyStep)(
  '%s carried out with its answer lost: found done, by its trace or by what it did',
  async (step, args) => {
    const plan = await planFor(step, args)
    const at = world.now()
    world.under({ lost: ['^(POST|PUT|DELETE) '], activityLogLagInMs: 60 * minute })

    await expect(world.apply(plan)).rejects.toMatchObject({ kind: 'no-answer' })
    world.under({ activityLogLagInMs: 60 * minute })
    world.pass(3 * minute)
    const byEffect = await world.look(plan, { at })
    world.under({ denied: ['Microsoft.Web/sites/instances/processes/read'] })
    const byTrace = await world.look(plan, { at })

    expect([byEffect, byTrace]).toEqual(['done', 'done'])
    expect(world.simulator.writes()).toHaveLength(1)
  },
)

test.each([...everyStep, ['reboot-worker', {}], ['stop', {}], ['health-check', { path: '/alive' }]] as const)(
  '%s never sent, while somebody else did just that: not ours, and never called done',
  async (step, args) => {
    const plan = await planFor(step, args)
    const at = world.now()
    const theirs = world.azure.writing({ writes: plan.writes, correlationId: '77777777-7777-4777-8777-777777777777' })
    await stepOf(step).apply(theirs, plan, noDeadline())

    const early = await world.look(plan, { at, now: world.now() })
    world.pass(5 * minute)
    const seen = [await world.look(plan, { at, now: world.now() })]
    world.pass(activityLogDelayInMs)
    await everydayWrite()
    world.pass(minute)
    seen.push(await world.look(plan, { at, now: world.now() }))

    expect(early).not.toBe('done')
    expect(seen).toEqual(['unknown', 'not-started'])
    // Where Azure itself has said that it took ours, what is seen is ours.
    expect(await world.look(plan, { at, accepted: true })).toBe('done')
  },
)

test.each(everyStep)('%s in doubt while Azure shows nothing: unknown, never not started', async (step, args) => {
  const plan = await planFor(step, args)
  const at = world.now()
  world.pass(2 * activityLogDelayInMs)
  await everydayWrite()
  world.pass(minute)

  const blind = [{ denied: ['Microsoft.Insights/*'] }, { failing: { eventtypes: 400 } }, { malformed: ['eventtypes'] }]
  for (const conditions of blind) {
    world.under(conditions)
    expect(await world.look(plan, { at })).toBe('unknown')
  }
})

test.each(everyStep)('%s answered with 500 may have been carried out: unknown', async (step, args) => {
  const plan = await planFor(step, args)
  const at = world.now()
  world.under({ failing: { '^(POST|PUT|DELETE) ': 500 } })

  await expect(world.apply(plan)).rejects.toMatchObject({ kind: 'unavailable', status: 500 })
  world.under({})
  world.pass(2 * minute)

  expect(await world.look(plan, { at })).toBe('unknown')
})

test('a scale that came too late is found failed by its trace', async () => {
  const mine = await planFor('scale-out', { workers: 5 })
  const theirs = await planFor('scale-out', { workers: 4 })
  const at = world.now()
  const other = '77777777-7777-4777-8777-777777777777'
  const writing = world.azure.writing({ writes: theirs.writes, correlationId: other })
  await stepOf('scale-out').apply(writing, theirs, noDeadline())

  await expect(world.apply(mine)).rejects.toMatchObject({ kind: 'conflict', code: 'Conflict' })
  world.pass(2 * minute)

  expect(await world.look(mine, { at })).toBe('failed')
})

test('a scale without its operation address is followed on the plan', async () => {
  const plan = await planFor('scale-out', { workers: 5 })
  const at = world.now()
  const { operation = '' } = await world.apply(plan)

  expect(operation).toMatch(/^https:\/\/management\.azure\.com\/.*\/operations\//)
  expect(await world.look(plan, { at, operation })).toBe('running')
  expect(await world.look(plan, { at })).toBe('running')
  world.pass(3 * minute)
  expect(await world.look(plan, { at, operation })).toBe('done')
  expect(
    await world.look(plan, { at, operation: operation.replace(/operations\/[^?]+/, 'operations/forgotten') }),
  ).toBe('done')
})
