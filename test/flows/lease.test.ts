import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import type { Action } from '../../src/incident/incident.ts'
import { steps } from '../../src/mitigate/index.ts'
import { cardsOf } from '../../src/views/index.ts'
import { createGround, type Ground, type TakenOver } from '../faults/ground.ts'
import { messageText } from '../message-text.ts'

const minute = 60_000
const hour = 60 * minute
const app = 'contoso-shop'

let ground: Ground
let taken: TakenOver | undefined

/** Scaled from 2 to 4 for two hours by a process of its own, that is killed as soon as the app is well again. */
beforeEach(async () => {
  ground = await createGround({ step: 'scale-out', app, args: { workers: 4 }, leaseInMs: 2 * hour })
  const { signal } = await ground.bot({ at: 'verification-finished', nth: 1 })
  expect(signal).toBe('SIGKILL')
  expect(await workers()).toBe(4)
})

afterEach(async () => {
  await taken?.stop()
  taken = undefined
  await ground.stop()
})

const planUrl = (): string => `${ground.simulator.url}${ground.writes()[0]?.path}?api-version=2024-04-01`
const headers = { authorization: 'Bearer somebody-else', 'content-type': 'application/json' }
const readPlan = async () => (await (await fetch(planUrl(), { headers })).json()) as { sku: { capacity: number } }
const workers = async (): Promise<number> => (await readPlan()).sku.capacity

const leaseOf = async (bot: TakenOver): Promise<NonNullable<Action['lease']>> => {
  const { lease } = (await bot.incident()).actions[0] ?? {}
  if (lease === undefined) throw new Error('no lease')
  return lease
}
const types = async (bot: TakenOver) => (await bot.incident()).actions.map(({ request }) => request.step)

it('taken over by another process, it reminds, is extended once, and goes back at the minute', async () => {
  const bot = await ground.takeOver()
  taken = bot
  const { startedAt, endsAt } = await leaseOf(bot)
  expect(endsAt - startedAt).toBe(2 * hour)

  await bot.passTo(endsAt - 15 * minute - 1)
  expect(await leaseOf(bot)).not.toHaveProperty('reminded')
  await bot.passTo(endsAt - 15 * minute)
  expect(await leaseOf(bot)).toMatchObject({ reminded: true })

  const { id } = (await bot.incident()).actions[0] ?? { id: '' }
  await bot.stage.clicks('bram', 'extend-lease', id, { values: { extendHours: '1' } })
  expect(await leaseOf(bot)).toMatchObject({ endsAt: endsAt + hour, reminded: false })
  await bot.passTo(endsAt + hour - 1)
  expect(await types(bot)).toEqual(['scale-out'])
  expect(await workers()).toBe(4)

  await bot.passTo(endsAt + hour)
  await bot.passTo(endsAt + hour + 10 * minute)

  const [, back] = (await bot.incident()).actions
  expect(back).toMatchObject({ request: { step: 'scale-in', args: { workers: 2 } }, requestedAt: endsAt + hour })
  expect(await leaseOf(bot)).toMatchObject({ ended: 'returned' })
  expect(await workers()).toBe(2)
  expect(ground.writes()).toHaveLength(2)
})

it('is left, and says so, where somebody else has scaled while no process of ours was alive', async () => {
  const plan = await readPlan()
  const body = JSON.stringify({ ...plan, sku: { ...plan.sku, capacity: 5 } })
  expect((await fetch(planUrl(), { method: 'PUT', headers, body })).status).toBeLessThan(300)

  const bot = await ground.takeOver()
  taken = bot
  const { endsAt } = await leaseOf(bot)
  await bot.passTo(endsAt + 5 * minute)

  expect(await leaseOf(bot)).toMatchObject({ ended: 'left', why: { key: 'card.lease.changed' } })
  expect(await workers()).toBe(5)
  expect(ground.writes()).toHaveLength(1)
  const cards = cardsOf(await bot.incident(), loadTranslators('UTC')('en'), {
    practice: true,
    steps,
    names: (key) => key,
    similarCauses: () => [],
  })
  const why = messageText('en', 'card.lease.changed')
  expect(JSON.stringify(cards)).toContain(messageText('en', 'card.lease.left-why', { why }))
})
