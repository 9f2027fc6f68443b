import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import type { CostBudget, Policy, PolicyRule } from '../../src/incident/approval/policy.ts'
import type { Action } from '../../src/incident/incident.ts'
import { steps } from '../../src/mitigate/index.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { cardsOf } from '../../src/views/index.ts'
import { costText, hourlyCostText } from '../../src/views/parts/cost-text.ts'
import { messageText } from '../message-text.ts'
import { createFlow, type Flow, minute, proposedScale } from './flow.ts'

const hour = 60 * minute
const say = loadTranslators('UTC')('en')
const example = readPolicyFile(examplePolicyPath, { practice: true })

/** The example, where a scale stands for two and a half hours at most, with budgets that may be filled in later. */
const policyWith = (atMaximumLease: NonNullable<PolicyRule['atMaximumLease']>, budgets: CostBudget[]): Policy => ({
  ...example,
  budgets,
  rules: example.rules.map((rule) =>
    rule.name === 'scaling' ? { ...rule, maximumLeaseInMs: 2.5 * hour, atMaximumLease } : rule,
  ),
})

let flow: Flow
let scale: string
let budgets: CostBudget[]

/** Scaled out to five for two hours under a load that three can't carry, which does not go away; Chloé is on it. */
const scaledOut = async (atMaximumLease: NonNullable<PolicyRule['atMaximumLease']>): Promise<void> => {
  budgets = []
  flow = await createFlow({ policy: policyWith(atMaximumLease, budgets) })
  scale = await proposedScale(flow)
  await flow.chat.says('chloe', "INC-1: I'm on it")
  await flow.chat.clicks('bram', 'approve', scale)
  await flow.pass(15 * minute)
  const { status, plan, lease } = await actionOf(scale)
  expect([status, plan?.leaseInMs, plan?.cost.known]).toEqual(['recovered', 2 * hour, true])
  await flow.pass((lease?.endsAt ?? 0) - flow.clock.now())
}

afterEach(async () => {
  await flow.stop()
  expect(flow.troubles).toEqual([])
})

const actionOf = async (id: string): Promise<Action> => {
  const action = (await flow.incident()).actions.find((one) => one.id === id)
  if (action === undefined) throw new Error(`there is no ${id}`)
  return action
}
const heldNow = async () => (await actionOf(scale)).lease?.held
const capacities = () => flow.simulator.writes().map(({ body }) => (body as { sku: { capacity: number } }).sku.capacity)
const cards = async (): Promise<string> =>
  JSON.stringify(
    cardsOf(await flow.incident(), say, { practice: true, steps, names: (key) => key, similarCauses: () => [] }),
  )
const posts = async (): Promise<readonly string[]> =>
  (await flow.incident()).cards.flatMap(({ card }) => (card.startsWith('post:lease-held') ? [card] : []))

/** What it says on the card and in the message beside it, and whom that calls. */
const expectAsked = async (asks: 'maximum' | 'budget'): Promise<void> => {
  const { plan } = await actionOf(scale)
  if (plan === undefined) throw new Error('nothing was planned')
  expect(await cards()).toContain(messageText('en', `card.lease.asks.${asks}`, { cost: costText(plan.cost, say) }))
  expect((await posts()).at(-1)).toMatch(new RegExp(`:${asks}$`))
  const said = [...flow.chat.shown.values()].at(-1) ?? ''
  expect(said).toContain(hourlyCostText(plan.cost, say))
  expect(said).toMatch(/^Chlo/)
}

describe('hold', () => {
  beforeEach(() => scaledOut('hold'))

  it('at its longest time it stays, says what it costs, calls whoever is on it, and goes on asking', async () => {
    expect(await heldNow()).toMatchObject({ why: { key: 'card.lease.held.would-break.CpuPercentage' } })
    expect(await heldNow()).not.toHaveProperty('asks')
    const before = await posts()
    expect(before).toHaveLength(1)

    await flow.pass(hour / 2)
    expect(await heldNow()).toMatchObject({ asks: 'maximum', at: flow.clock.now(), until: flow.clock.now() + hour })
    expect(await posts()).toHaveLength(2)
    await expectAsked('maximum')

    await flow.pass(2 * hour)
    expect(await posts()).toHaveLength(4)
    expect((await actionOf(scale)).lease).not.toHaveProperty('ended')
    expect(capacities()).toEqual([5])

    await flow.chat.clicks('bram', 'keep-for-good', scale)
    await flow.pass(2 * hour)
    expect(await posts()).toHaveLength(4)
    expect((await actionOf(scale)).lease).toMatchObject({ ended: 'left', kept: { by: { id: 'bram' } } })
  })

  it('where it costs more than the budget has left, it asks before that', async () => {
    const { cost } = (await actionOf(scale)).plan ?? {}
    if (cost?.known !== true) throw new Error('the cost is not known')
    budgets.push({ name: 'incidents', perHour: cost.perHour / 2, currency: cost.currency })

    await flow.pass(hour / 4)

    expect(await heldNow()).toMatchObject({ asks: 'budget', until: flow.clock.now() + hour / 4 })
    await expectAsked('budget')
    expect(capacities()).toEqual([5])
  })
})

it('return: until its longest time it is held, and then it goes back though that breaks its limits', async () => {
  await scaledOut('return')
  const { plan } = await actionOf(scale)
  expect(await heldNow()).toMatchObject({ why: { key: 'card.lease.held.would-break.CpuPercentage' } })
  expect(capacities()).toEqual([5])

  await flow.pass(hour / 2 + 20 * minute)

  expect((await actionOf(scale)).lease).toMatchObject({ ended: 'returned' })
  expect(capacities()).toEqual([5, Number(plan?.state.workers)])
  expect(await flow.action()).toMatchObject({ by: { kind: 'lease', of: scale }, status: 'not-recovered' })
})
