import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { MitigationPlan, StepArgs } from '../../src/incident/mitigation-plan.ts'
import { steps } from '../../src/mitigate/index.ts'
import { actionsNeededBy } from '../../src/mitigate/planning/missing-permission.ts'
import { runWhatIf } from '../../src/mitigate/planning/run-what-if.ts'
import { createWorld, minute, stepOf, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ 'contoso-blog': 'app-stopped' })
})
afterEach(() => world.under({}))
afterAll(() => world.stop())

interface Row {
  readonly step: string
  readonly app: string
  readonly args?: StepArgs
  /** Every action without which the button may not be live. */
  readonly needs: readonly string[]
}

const site = 'Microsoft.Web/sites'
const plan = 'Microsoft.Web/serverfarms'

const rows: readonly Row[] = [
  { step: 'restart', app: 'contoso-web', needs: [`${site}/restart/action`] },
  { step: 'restart', app: 'contoso-web/staging', needs: [`${site}/slots/restart/action`] },
  { step: 'soft-restart', app: 'contoso-web', needs: [`${site}/restart/action`] },
  { step: 'restart-instance', app: 'contoso-web', needs: [`${site}/instances/processes/delete`] },
  { step: 'restart-instance', app: 'contoso-web/staging', needs: [`${site}/slots/instances/processes/delete`] },
  { step: 'reboot-worker', app: 'contoso-web', needs: [`${plan}/workers/reboot/action`] },
  { step: 'start', app: 'contoso-blog', needs: [`${site}/start/action`] },
  { step: 'stop', app: 'contoso-web', needs: [`${site}/stop/action`] },
  { step: 'scale-out', app: 'contoso-web', args: { workers: 5 }, needs: [`${plan}/write`] },
  { step: 'scale-in', app: 'contoso-web', args: { workers: 2 }, needs: [`${plan}/write`] },
  { step: 'scale-up', app: 'contoso-web', args: { sku: 'P2v3' }, needs: [`${plan}/write`] },
  { step: 'scale-down', app: 'contoso-web', args: { sku: 'P0v3' }, needs: [`${plan}/write`] },
  { step: 'automatic-scaling', app: 'contoso-web', needs: [`${plan}/write`] },
  { step: 'autoscale-set', app: 'contoso-web', needs: ['Microsoft.Insights/autoscalesettings/write'] },
  { step: 'metric-alert', app: 'contoso-web', needs: ['Microsoft.Insights/metricAlerts/write'] },
  { step: 'auto-heal', app: 'contoso-web', needs: [`${site}/config/write`] },
  { step: 'health-check', app: 'contoso-web', args: { path: '/up' }, needs: [`${site}/config/write`] },
  { step: 'health-check', app: 'contoso-web/staging', args: { path: '/up' }, needs: [`${site}/slots/config/write`] },
  { step: 'swap-back', app: 'contoso-web', needs: [`${site}/slotsswap/action`] },
]

const lookInto = async ({ step, app: query, args = {} }: Row) => {
  // Azure counts reads.
  world.pass(minute)
  const app = await world.app(query)
  const instance = ['restart-instance', 'reboot-worker'].includes(step) ? { instance: await anInstanceOf(query) } : {}
  return runWhatIf(world.azure.reading, stepOf(step), { app, args: { ...instance, ...args }, now: world.now() })
}

const anInstanceOf = async (query: string): Promise<string> =>
  (await world.plan('stop', query)).touches.instances[0] ?? 'none'

test.each(rows)('$step on $app: without $needs there is no button', async (row) => {
  for (const action of row.needs) {
    world.under({ denied: [action] })

    const planned = await lookInto(row)

    const scope = action.startsWith('Microsoft.Insights/')
      ? /\/resourceGroups\/contoso-rg$/
      : /\/contoso-(web|blog|plan)/
    expect(planned).toMatchObject({
      impossible: { key: 'step.impossible.not-permitted', args: { action, scope: expect.stringMatching(scope) } },
    })
  }
})

test.each(rows)('$step on $app: with those, and without what it does not send, there is one', async (row) => {
  const elsewhere = row.app.includes('/') ? `${site}/stop/action` : `${site}/slots/restart/action`
  world.under({ denied: [elsewhere, 'Microsoft.Insights/metricAlerts/delete', 'Microsoft.Web/sites/publish/action'] })

  const planned = await lookInto(row)

  const found = 'plan' in planned ? planned.plan : undefined
  expect(found?.step, JSON.stringify(planned)).toBe(row.step)
  expect(actionsNeededBy(stepOf(row.step), found as MitigationPlan, await world.app(row.app))).toEqual(
    row.step === 'swap-back' ? [`${site}/slotsdiffs/action`, ...row.needs] : row.needs,
  )
})

test('every step that changes something is in the table', () => {
  const onlyFetch = ['mini-dump', 'memory-dump']
  const ids = steps.map(({ id }) => id).filter((id) => !onlyFetch.includes(id))

  expect([...new Set(rows.map(({ step }) => step))].sort()).toEqual(ids.sort())
})
