import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishAction } from '../../src/azure/roles.ts'
import { AzureError } from '../../src/azure/types.ts'
import { collectors } from '../../src/collect/index.ts'
import { runCollector } from '../../src/collect/run-collector.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import type { ProbeResult } from '../../src/incident/finding.ts'
import { probes as allProbes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { rowFaults, type StepRow, stepRows, whatIfOf } from '../mitigate/step-rows.ts'
import { createWorld, minute, stepOf, type World } from '../mitigate/world.ts'
import { actionsOf, roles } from './documented-roles.ts'

/** Telemetry is for whoever opts in, with a role of its own: `test/observe/telemetry.test.ts` looks with that. */
const probes = allProbes.filter(({ covers }) => covers !== 'telemetry')

const kuduProbes = probes.filter(({ needs }) => needs.includes(publishAction)).map(({ id }) => id)

/** Azure as it is for whoever assigned exactly the documented roles, and nothing else. */
const reader = '22222222-2222-4222-8222-222222222222'
const writer = '44444444-4444-4444-8444-444444444444'
const tokenOf = (oid: string): string => `e30.${Buffer.from(JSON.stringify({ oid })).toString('base64url')}.x`
const credentialOf = (oid: string) => ({
  getToken: async () => ({ token: tokenOf(oid), expiresOnTimestamp: Date.now() + 3_600_000 }),
})

/** Its apps are found while everybody may do everything: what is tried is what comes after. */
const createKnownWorld = async (identities: Parameters<typeof createWorld>[2]): Promise<World> => {
  const world = await createWorld(rowFaults, noDeadline, identities)
  const names = ['contoso-web', 'contoso-web/staging', 'contoso-api', 'contoso-blog']
  const found = new Map(await Promise.all(names.map(async (name) => [name, await world.app(name)] as const)))
  const app = async (name: string): Promise<AppRef> => found.get(name) ?? world.app(name)
  const plan: World['plan'] = async (step, name, args = {}) => {
    const planned = await stepOf(step).plan(world.azure.reading, await app(name), args, world.now())
    if ('impossible' in planned) throw new Error(`impossible: ${planned.impossible.key}`)
    return planned.plan
  }
  return { ...world, app, plan }
}

let one: World
let two: World
beforeAll(async () => {
  const credential = credentialOf(reader)
  one = await createKnownWorld({ credential })
  two = await createKnownWorld({ credential, writerCredential: credentialOf(writer) })
})
afterAll(() => Promise.all([one.stop(), two.stop()]))

const dumpRows: readonly StepRow[] = [
  { step: 'memory-dump', app: 'contoso-web', needs: ['Microsoft.Web/sites/instances/processes/dump/read'] },
  {
    step: 'memory-dump',
    app: 'contoso-web/staging',
    needs: ['Microsoft.Web/sites/slots/instances/processes/dump/read'],
  },
  { step: 'mini-dump', app: 'contoso-web', needs: ['Microsoft.Web/sites/publish/Action'] },
]
const rows = [...stepRows, ...dumpRows]
const isConfiguration = ({ needs }: StepRow): boolean => needs.some((action) => action.endsWith('/config/write'))
const every = Object.values(roles)

const look = async (world: World, query: string): Promise<readonly ProbeResult[]> => {
  world.pass(minute)
  const target = { app: await world.app(query), window: { from: world.now() - 30 * minute, to: world.now() } }
  return runProbes(probes, world.azure.reading, target, { deadline: noDeadline, now: world.now })
}

describe('with the reading role alone', () => {
  test.each([
    ['contoso-web', 'container-log'],
    ['contoso-web/staging', 'container-log'],
    ['contoso-api', 'event-log'],
  ])(
    'every probe sees all of %s, or says that it goes through Kudu or (%s) is for another system',
    async (app, other) => {
      one.under({ allowed: { [reader]: roles.reading.Actions } })

      const results = await look(one, app)

      const seen = results.filter(({ status }) => status === 'ok').map(({ probe }) => probe)
      expect(seen).toEqual(probes.map(({ id }) => id).filter((id) => id !== other && !kuduProbes.includes(id)))
      expect(results.find(({ probe }) => probe === other)).toMatchObject({
        failure: { key: `probe.${other}.other-system` },
      })
      for (const id of kuduProbes.filter((probe) => probe !== other)) {
        const found = results.find(({ probe }) => probe === id)
        expect(found).toMatchObject({ status: 'forbidden', failure: { args: { actions: publishAction } } })
      }
      // That detectors lag is always said of them; it is all that is.
      expect(results.flatMap(({ gaps = [] }) => gaps)).toEqual([messageOf('probe.gap.detectors-lag')])
    },
  )

  test.each(collectors)('$id collects, or says which action Kudu asks for', async (collector) => {
    one.under({ allowed: { [reader]: roles.reading.Actions } })
    one.pass(minute)
    const app = await one.app(collector.os === 'linux' ? 'contoso-api' : 'contoso-web')
    const target = { app, window: { from: one.now() - 30 * minute, to: one.now() } }

    const result = await runCollector(collector, one.azure.reading, target, { deadline: noDeadline })

    if (result.status === 'ok' && !(result.collected.body instanceof Uint8Array)) {
      for await (const _chunk of result.collected.body) break
    }
    if (collector.through === 'arm') expect(result).toMatchObject({ status: 'ok' })
    else expect(JSON.stringify(result)).toContain('Microsoft.Web/sites/publish/Action')
  })

  test.each(rows)('$step on $app has no button, and the card says which action and role is missing', async (row) => {
    one.under({ allowed: { [reader]: roles.reading.Actions } })

    const [action = ''] = row.needs
    const holder = every.find(({ Actions }) => Actions.some((held) => held.toLowerCase() === action.toLowerCase()))

    expect(await whatIfOf(one, row)).toMatchObject({
      impossible: {
        key: 'step.impossible.not-permitted',
        args: { action, role: expect.stringContaining(holder?.Name ?? 'none') },
      },
    })
  })
})

describe('with the reading role and the role for steps', () => {
  test.each(stepRows)('$step on $app is possible, configuration aside', async (row) => {
    one.under({ allowed: { [reader]: actionsOf(roles.reading, roles.steps) } })

    const planned = await whatIfOf(one, row)

    if (isConfiguration(row)) {
      expect(planned).toMatchObject({
        impossible: { args: { role: 'Website Contributor, App Service Incident Bot: configuration' } },
      })
    } else expect(planned, JSON.stringify(planned)).toHaveProperty('plan')
  })
})

describe('with two identities, of which only one may write', () => {
  const allowed = {
    [reader]: roles.reading.Actions,
    [writer]: actionsOf(roles.steps, roles.configuration, roles.dumps, roles.kudu),
  }

  test.each(rows)('$step on $app is possible', async (row) => {
    two.under({ allowed })

    const planned = await whatIfOf(two, row)

    expect(planned, JSON.stringify(planned)).toHaveProperty('plan')
  })

  test.each(rows)('$step on $app: each action that is taken from the one that writes is named', async (row) => {
    for (const action of row.needs) {
      const rest = allowed[writer]?.filter((held) => held.toLowerCase() !== action.toLowerCase()) ?? []
      two.under({ allowed: { ...allowed, [writer]: rest } })

      expect(await whatIfOf(two, row)).toMatchObject({ impossible: { args: { action } } })
    }
  })

  test.each(rows)(
    '$step on $app: each action that is taken from the one that reads is named, or not needed',
    async (row) => {
      for (const action of stepOf(row.step).needs.filter((need) => roles.reading.Actions.includes(need))) {
        two.under({ allowed })
        two.pass(minute)
        await two.app(row.app)
        const rest = roles.reading.Actions.filter((held) => held !== action)
        two.under({ allowed: { ...allowed, [reader]: rest } })

        expect(await outcomeOf(row), action).toMatch(new RegExp(`^planned$|${action}`, 'i'))
      }
    },
  )

  const outcomeOf = async (row: StepRow): Promise<string> => {
    try {
      const planned = await whatIfOf(two, row)
      return 'plan' in planned ? 'planned' : JSON.stringify(planned)
    } catch (error) {
      if (error instanceof AzureError) return JSON.stringify(error.phrase)
      throw error
    }
  }

  test('what is approved is sent by the one that writes: the other would be refused', async () => {
    two.under({ allowed })
    const plan = await two.plan('restart', 'contoso-web')

    await expect(two.apply(plan)).resolves.toBeDefined()
    two.under({ allowed: { [reader]: allowed[writer] ?? [], [writer]: roles.reading.Actions } })
    await expect(two.apply(plan)).rejects.toMatchObject({
      kind: 'forbidden',
      phrase: { args: { action: expect.stringMatching(/restart\/action/i) } },
    })
  })
})

describe('each action that is taken from the reading role is named', () => {
  const probeRows = probes.flatMap(({ id, needs }) => needs.map((action) => ({ id, action })))

  test.each(probeRows)('$id without $action', async ({ id, action }) => {
    one.under({ allowed: { [reader]: roles.reading.Actions.filter((held) => held !== action) } })

    const app = id === 'container-log' ? 'contoso-api' : 'contoso-web'
    const result = (await look(one, app)).find(({ probe }) => probe === id)

    expect(JSON.stringify({ status: result?.status, failure: result?.failure, gaps: result?.gaps })).toMatch(
      new RegExp(action, 'i'),
    )
  })

  const collectorRows = collectors
    .filter(({ through }) => through === 'arm')
    .flatMap((collector) => collector.needs.map((action) => ({ id: collector.id, action, collector })))

  test.each(collectorRows)('$id without $action', async ({ action, collector }) => {
    one.under({ allowed: { [reader]: roles.reading.Actions.filter((held) => held !== action) } })
    one.pass(minute)
    const app = await one.app(collector.os === 'linux' ? 'contoso-api' : 'contoso-web')
    const target = { app, window: { from: one.now() - 30 * minute, to: one.now() } }

    expect(JSON.stringify(await runCollector(collector, one.azure.reading, target, { deadline: noDeadline }))).toMatch(
      new RegExp(action, 'i'),
    )
  })
})
