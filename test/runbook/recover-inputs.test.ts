import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { type SteppedClock, steppedClock } from '../../src/clock/running-clock.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { messagePattern, messageText } from '../message-text.ts'
import { clicks, createInboxWorld, place, says, whispersOf, wordsOf } from './inbox-world.ts'

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

/** The report m-1 was committed, and nobody was told of it. */
const reported = (dataDir: string): Promise<unknown> =>
  world.inJournal(dataDir, ({ journal }) =>
    journal.append({
      stream: 'INC-1',
      expectedVersion: 0,
      events: [
        {
          ...{ at: clock.now(), type: 'IncidentOpened', incident: 'INC-1', by: says('m-1', '').person, place },
          ...{ text: report, symptom: 'outage', codes: [], language: 'en' },
        },
      ],
      index: { open: true, places: [], deadlines: [] },
      input: { platform: 'web', id: 'm-1' },
    }),
  )

const appOf = (events: readonly IncidentEvent[]): string => {
  const chosen = events.find((event) => event.type === 'AppChosen')
  if (chosen === undefined) throw new Error('no app was chosen')
  return chosen.app.id.toLowerCase()
}

it('a report that was acknowledged is handled, once', async () => {
  const killed = await world.acknowledgedAndKilled(says('m-1', report))

  const first = await world.startBot(killed)
  expect((await first.events()).filter(({ type }) => type === 'IncidentOpened')).toHaveLength(1)
  expect(first.stage.told[0]).toMatchObject({ place, how: 'post' })
  await first.stop()
  expect(await world.left(killed)).toEqual([])

  const second = await world.startBot(killed)
  expect(whispersOf(second)).toEqual([])
})

it('a click that was acknowledged does what it was for', async () => {
  const killed = await world.acknowledgedAndKilled(clicks('c-1', 'close-anyway', 'INC-1'))
  await reported(killed)

  const next = await world.startBot(killed)

  const closed = (await next.events()).filter(({ type }) => type === 'IncidentClosed')
  expect(closed).toMatchObject([{ by: { id: 'ada' } }])
})

it('what was answered beside incidents, and perhaps not sent, is answered again', async () => {
  const killed = await world.acknowledgedAndKilled(says('m-1', question))
  await world.inJournal(killed, ({ journal }) =>
    journal.append({
      stream: 'DESK/web/m-1',
      expectedVersion: 0,
      events: [{ at: clock.now(), type: 'Answered', how: 'who', by: says('m-1', '').person, place }],
      input: { platform: 'web', id: 'm-1' },
    }),
  )

  const next = await world.startBot(killed)

  expect(next.stage.told).toHaveLength(1)
  expect(wordsOf(next)[0]).not.toBe(messageText('en', 'talk.taken-before-restart'))
})

it('a step that was asked for along with a command that was committed is still proposed, and nothing is done twice', async () => {
  const restart = says('m-2', 'restart contoso-web', { place: { ...place, thread: 'thread-1' } })
  const dataDir = await world.directory()
  const bot = await world.startBot(dataDir)
  await bot.takes(says('m-1', report))
  await bot.stop()
  await world.inJournal(dataDir, async ({ inbox, journal }) => {
    await inbox.add({ platform: 'web', id: 'm-2', data: restart })
    const entries = await journal.read('INC-1')
    await journal.append({
      stream: 'INC-1',
      expectedVersion: entries.length,
      events: [{ ...{ at: clock.now(), type: 'IncidentJoined' }, by: restart.person, place: restart.place, text: '' }],
      index: { open: true, places: [], deadlines: [], appId: appOf(entries.map(({ event }) => event)) },
      input: { platform: 'web', id: 'm-2' },
    })
  })

  const next = await world.startBot(dataDir)

  const types = (await next.events()).map(({ type }) => type)
  expect(types.filter((type) => type === 'IncidentJoined' || type === 'StepRequested')).toEqual([
    'IncidentJoined',
    'StepRequested',
  ])
  expect(whispersOf(next)).toEqual([])
})

it.each([
  ['much later', 60 * minute, 0],
  ['at the third start', 0, 2],
])('a command that was committed is not done again, and nobody is told that it was not: %s', async (_, inMs, tries) => {
  const killed = await world.acknowledgedAndKilled(says('m-1', report))
  await reported(killed)
  await world.inJournal(killed, async ({ inbox }) => {
    for (let tried = 0; tried < tries; tried += 1) await inbox.countRetry({ platform: 'web', id: 'm-1' })
  })
  clock.advanceTo(clock.now() + inMs)

  const next = await world.startBot(killed)

  expect(whispersOf(next)).toEqual([messageText('en', 'talk.taken-before-restart')])
  expect((await next.events()).filter(({ type }) => type === 'IncidentOpened')).toHaveLength(1)
  expect(await next.events('INC-2')).toEqual([])
})

it('what is older than ten minutes is not done any more, and its sender is told so', async () => {
  const killed = await world.acknowledgedAndKilled(says('m-1', report), clicks('c-1', 'close-anyway', 'INC-1'))
  clock.advanceTo(clock.now() + 10 * minute + 1)

  const next = await world.startBot(killed)

  expect(whispersOf(next)).toEqual([
    messageText('en', 'talk.lost-message', { text: report }),
    messageText('en', 'talk.lost-click'),
  ])
  expect(await next.events()).toEqual([])
  await next.stop()
  expect(await world.left(killed)).toEqual([])
})

it('what a start was tried with before is not tried again', async () => {
  const killed = await world.acknowledgedAndKilled(says('m-1', report))
  await world.inJournal(killed, ({ inbox }) => inbox.countRetry({ platform: 'web', id: 'm-1' }))

  const next = await world.startBot(killed)

  expect(wordsOf(next)).toEqual([messageText('en', 'talk.lost-message', { text: report })])
})

it('an apology that was journaled by a process that ended then is made all the same', async () => {
  const killed = await world.acknowledgedAndKilled(says('m-1', report))
  clock.advanceTo(clock.now() + 11 * minute)
  const first = await world.startBot(killed)
  await first.stop()
  await world.inJournal(killed, async ({ inbox }) => {
    await inbox.add({ platform: 'web', id: 'm-1', data: says('m-1', report) })
    await inbox.countRetry({ platform: 'web', id: 'm-1' })
  })

  const next = await world.startBot(killed)

  expect(whispersOf(next)).toEqual([messageText('en', 'talk.lost-message', { text: report })])
})

it('a long message is quoted only so far as to say which one it was', async () => {
  const killed = await world.acknowledgedAndKilled(says('m-1', `contoso-web is down ${'again and '.repeat(50)}again`))
  clock.advanceTo(clock.now() + 11 * minute)

  const [words = ''] = whispersOf(await world.startBot(killed))

  expect(words).toMatch(messagePattern('en', 'talk.lost-message'))
  expect(words.length).toBeLessThan(250)
})

it('what was only overheard is dropped without a word when it is late', async () => {
  const killed = await world.acknowledgedAndKilled(says('m-1', report, { addressed: false }))
  clock.advanceTo(clock.now() + 11 * minute)

  const next = await world.startBot(killed)

  expect(next.stage.told).toEqual([])
  await next.stop()
  expect(await world.left(killed)).toEqual([])
})

it('what came from a platform that is no longer configured is dropped, and after a day what nobody could be told', async () => {
  const dataDir = await world.acknowledgedAndKilled(says('m-1', report))
  const onSlack = says('m-2', report, { place: { ...place, platform: 'slack' } })
  await world.inJournal(dataDir, ({ inbox }) => inbox.add({ platform: 'slack', id: 'm-2', data: onSlack }))
  clock.advanceTo(clock.now() + 24 * 60 * minute + 1)

  const next = await world.startBot(dataDir)

  expect(next.stage.told).toEqual([])
  expect(next.logged).toEqual(['an input was never answered, and nobody waits for it now'])
  await next.stop()
  expect(await world.left(dataDir)).toEqual([])
})

it('what comes in while it starts is not taken for what was left', async () => {
  const dataDir = await world.directory()
  const bot = await world.startBot(dataDir)
  await bot.stop()
  const early = await world.startBot(dataDir, says('m-1', question))

  expect(wordsOf(early)).toHaveLength(1)
  expect(whispersOf(early)).toEqual([])
})
