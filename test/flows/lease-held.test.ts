import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import type { Action } from '../../src/incident/incident.ts'
import { steps } from '../../src/mitigate/index.ts'
import { cardsOf } from '../../src/views/index.ts'
import { messagePattern } from '../message-text.ts'
import { createFlow, type Flow, minute, proposedScale } from './flow.ts'

const hour = 60 * minute
let flow: Flow
let scale: string

/** Scaled out to five under a load that three can't carry, and the load does not go away. */
beforeEach(async () => {
  flow = await createFlow()
  scale = await proposedScale(flow)
  await flow.chat.clicks('bram', 'approve', scale)
  await flow.settle()
})

afterEach(async () => {
  await flow.stop()
  expect(flow.troubles).toEqual([])
})

const actionOf = async (id: string): Promise<Action> => {
  const action = (await flow.incident()).actions.find((one) => one.id === id)
  if (action === undefined) throw new Error(`there is no ${id}`)
  return action
}
const capacities = () => flow.simulator.writes().map(({ body }) => (body as { sku: { capacity: number } }).sku.capacity)
const cards = async () =>
  JSON.stringify(
    cardsOf(await flow.incident(), loadTranslators('UTC')('en'), {
      practice: true,
      steps,
      names: (key) => key,
      similarCauses: () => [],
    }),
  )

it('a lease whose return would bring the outage back is held, says why, and goes back when a person says so', async () => {
  const { plan } = await actionOf(scale)
  expect(plan).toMatchObject({ leaseInMs: 2 * hour, capacity: { after: { instances: 5 } } })
  await flow.pass(15 * minute)
  expect(await actionOf(scale)).toMatchObject({ status: 'recovered' })

  await flow.pass(2 * hour)
  const held = await actionOf(scale)
  expect(held.lease?.held).toMatchObject({ why: { key: 'card.lease.held.would-break.CpuPercentage' } })
  expect(held.lease).not.toHaveProperty('ended')
  expect(capacities()).toEqual([5])
  expect(await cards()).toContain('return-lease')

  await flow.pass(hour)
  expect((await actionOf(scale)).lease?.held?.times).toBeGreaterThan(1)
  await flow.chat.clicks('dirk', 'return-lease', scale)
  await flow.settle()
  expect(capacities()).toEqual([5])

  await flow.chat.clicks('bram', 'return-lease', scale)
  await flow.pass(2 * minute)
  expect((await actionOf(scale)).lease).toMatchObject({ ended: 'returned' })
  expect(capacities()).toEqual([5, Number(plan?.state.workers)])
})

const told = (key: string): number =>
  [...flow.chat.shown.values()].filter((words) => messagePattern('en', key).test(words)).length
const refusals = async () =>
  (await flow.events()).flatMap((event) => (event.type === 'Refused' ? [event.refusal.reason] : []))

it('outlives its incident: it is told of hourly in the same thread, and answered by the buttons beside that', async () => {
  await flow.pass(20 * minute)
  await flow.chat.clicks('ada', 'close', 'INC-1')
  await flow.settle()
  expect((await flow.incident()).closed?.outcome).toBe('recovered')
  const [thread] = (await flow.incident()).places

  await flow.pass(2 * hour)
  await flow.pass(2 * hour)
  const { cards: posted } = await flow.incident()
  const held = posted.filter(({ card }) => card.startsWith(`post:lease-held:${scale}`))
  const times = (await actionOf(scale)).lease?.held?.times ?? 0
  expect(held.length).toBeGreaterThan(1)
  expect(held.length).toBeLessThanOrEqual(3)
  expect(times).toBeGreaterThan(held.length)
  expect(held.map(({ place }) => place)).toEqual(held.map(() => thread))

  await flow.chat.clicks('bram', 'extend-lease', scale)
  await flow.settle()
  expect((await actionOf(scale)).lease).toMatchObject({ endsAt: flow.clock.now() + hour })
  await flow.chat.clicks('bram', 'return-lease', scale)
  await flow.pass(20 * minute)
  expect((await actionOf(scale)).lease).toMatchObject({ ended: 'returned' })
  expect(told('post.run.lease-person')).toBe(1)
  expect(told('post.outcome.lease.not-recovered')).toBe(1)

  for (const verb of ['extend-lease', 'return-lease', 'keep-for-good']) await flow.chat.clicks('bram', verb, scale)
  await flow.settle()
  expect(await refusals()).toEqual(['lease-over', 'lease-over', 'lease-over'])
})

it('is kept for good by who may approve it, in words', async () => {
  await flow.pass(15 * minute)
  await flow.chat.says('bram', 'INC-1: keep those instances for good please, do not scale back')
  await flow.settle()

  expect((await actionOf(scale)).lease).toMatchObject({ ended: 'left', why: { key: 'card.lease.kept' } })
  expect(capacities()).toEqual([5])
  expect(told('post.lease-kept')).toBe(1)

  await flow.appmedic.runbook.reload(['INC-1'])
  await flow.pass(3 * hour)
  expect(told('post.lease-kept')).toBe(1)
})

it('is undone in words while it is verified, with the approval that the policy asks, and once', async () => {
  await flow.pass(2 * minute)
  expect((await actionOf(scale)).status).toBe('verifying')
  await flow.chat.says('ada', 'undo that INC-1')
  await flow.settle()
  const undo = await flow.action()
  expect(undo).toMatchObject({ undoes: scale, status: 'proposed' })
  // What it takes away is under full load: the card says so before anybody approves.
  expect(undo.plan?.warnings).toMatchObject([{ key: expect.stringMatching(/^step\.warning\.would-break\./) }])

  await flow.chat.clicks('bram', 'approve', undo.id)
  await flow.pass(2 * minute)
  expect(await actionOf(scale)).toMatchObject({ status: 'undone', undoneBy: undo.id, lease: { ended: 'returned' } })
  expect(capacities()).toEqual([5, Number(undo.plan?.args.workers)])

  await flow.chat.clicks('ada', 'undo', scale)
  await flow.settle()
  const refusals = (await flow.events()).flatMap((event) => (event.type === 'Refused' ? [event.refusal.reason] : []))
  expect(refusals).toEqual(['already'])
})
