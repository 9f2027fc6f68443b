import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { type SteppedClock, steppedClock } from '../../src/clock/running-clock.ts'
import { JournalError } from '../../src/journal/types.ts'
import { messageText } from '../message-text.ts'
import { clicks, createInboxWorld, place, says, whispersOf } from './inbox-world.ts'

const minute = 60_000
const question = 'which incidents are open?'
const report = 'contoso-web is down'

let simulator: Simulator
let clock: SteppedClock
let world: ReturnType<typeof createInboxWorld>
beforeAll(async () => {
  clock = steppedClock(Date.UTC(2026, 0, 15, 3, 0))
  simulator = await startSimulator({ seed: 7, clock, faults: {} })
})
afterAll(() => simulator.stop())
beforeEach(() => {
  // What Azure takes in a minute would not do for all.
  clock.advanceTo(clock.now() + 10 * minute)
  world = createInboxWorld(simulator, clock)
})
afterEach(() => world.clear())

it('is done when the input is durable, and what was handled is not kept', async () => {
  const killed = await world.acknowledgedAndKilled(says('m-1', question))
  expect((await world.left(killed)).map(({ data }) => data)).toEqual([says('m-1', question)])

  const dataDir = await world.directory()
  const bot = await world.startBot(dataDir)
  await bot.takes(says('m-1', question))
  await bot.stop()
  expect(await world.left(dataDir)).toEqual([])
})

it('keeps no secret, and every id', async () => {
  const secret = 'AccountKey=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYg=='
  const values = { reason: `it is ${secret}` }
  const killed = await world.acknowledgedAndKilled(
    says('m-1', `contoso-web is down, ${secret}`),
    clicks('c-1', 'approve', 'INC-1.0123456789abcdef01234567', { values }),
  )

  const left = (await world.left(killed)).map(({ data }) => data)

  expect(JSON.stringify(left)).not.toContain('Zm9v')
  expect(left).toMatchObject([{ place }, { place, token: 'INC-1.0123456789abcdef01234567' }])
})

it('writes nothing down of what people say to each other', async () => {
  const aside = { addressed: false } as const
  const killed = await world.acknowledgedAndKilled(says('m-1', 'lunch?', aside), says('m-2', report, aside))

  expect((await world.left(killed)).map(({ id }) => id)).toEqual(['m-2'])
})

it('what cannot be kept is refused, and its sender is told so once', async () => {
  const bot = await world.startBot(await world.directory())
  await bot.appmedic.journal.close()

  for (let again = 0; again < 3; again += 1)
    await expect(bot.appmedic.runbook.accept(says('m-1', question))).rejects.toBeInstanceOf(JournalError)
  await bot.appmedic.runbook.idle()

  expect(whispersOf(bot)).toHaveLength(1)
  expect(whispersOf(bot)[0]).toContain(messageText('en', 'refusal.journal'))
})

it('a second delivery of what is in hand is the same input', async () => {
  const bot = await world.startBot(await world.directory())

  await Promise.all([1, 2, 3].map(() => bot.takes(says('m-1', question))))

  expect(bot.stage.told).toHaveLength(1)
})

it('what could not be answered at all is answered by the next process', async () => {
  const dataDir = await world.directory()
  const first = await world.startBot(dataDir)
  first.stage.isDumb = true
  await first.takes(says('m-1', question))
  await first.stop()

  const next = await world.startBot(dataDir)

  expect(next.stage.told).toMatchObject([{ place, how: 'post' }])
  await next.stop()
  expect(await world.left(dataDir)).toEqual([])
})
