import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import { steps } from '../../src/mitigate/index.ts'
import { actionsNeededBy } from '../../src/mitigate/planning/missing-permission.ts'
import { rowFaults, site, stepRows, whatIfOf } from './step-rows.ts'
import { createWorld, stepOf, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld(rowFaults)
})
afterEach(() => world.under({}))
afterAll(() => world.stop())

test.each(stepRows)('$step on $app: without $needs there is no button', async (row) => {
  for (const action of row.needs) {
    world.under({ denied: [action] })

    const planned = await whatIfOf(world, row)

    const scope = action.startsWith('Microsoft.Insights/')
      ? /\/resourceGroups\/contoso-rg$/
      : /\/contoso-(web|blog|plan)/
    expect(planned).toMatchObject({
      impossible: { key: 'step.impossible.not-permitted', args: { action, scope: expect.stringMatching(scope) } },
    })
  }
})

test.each(stepRows)('$step on $app: with those, and without what it does not send, there is one', async (row) => {
  const elsewhere = row.app.includes('/') ? `${site}/stop/action` : `${site}/slots/restart/action`
  world.under({ denied: [elsewhere, 'Microsoft.Insights/metricAlerts/delete', 'Microsoft.Web/sites/publish/action'] })

  const planned = await whatIfOf(world, row)

  const found = 'plan' in planned ? planned.plan : undefined
  expect(found?.step, JSON.stringify(planned)).toBe(row.step)
  expect(actionsNeededBy(stepOf(row.step), found as MitigationPlan, await world.app(row.app))).toEqual(row.needs)
})

test('every step that changes something is in the table', () => {
  const ids = steps.filter(({ kind }) => kind === 'change').map(({ id }) => id)

  expect([...new Set(stepRows.map(({ step }) => step))].sort()).toEqual(ids.sort())
})
