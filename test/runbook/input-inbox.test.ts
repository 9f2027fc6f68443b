import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import type { ChatInput } from '../../src/chat/types.ts'
import { type SteppedClock, steppedClock } from '../../src/clock/running-clock.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { JournalError } from '../../src/journal/types.ts'
import { messagePattern, messageText } from '../message-text.ts'
import { type Bot, clicks, createInboxWorld, place, says } from './inbox-world.ts'

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

const wordsOf = ({ stage }: Bot): readonly string[] => stage.told.map(({ words }) => words)
const whispersOf = ({ stage }: Bot) => stage.told.flatMap(({ how, words }) => (how === 'whisper' ? [words] : []))

/** A directory as a process leaves it that was killed when it had acknowledged, and had begun with nothing. */
const acknowledgedAndKilled = async (...inputs: readonly ChatInput[]): Promise<string> => {
  const dataDir = await world.directory()
  const bot = await world.startBot(dataDir)
  bot.stage.isHeld = true
  for (const input of inputs) await bot.appmedic.runbook.accept(input)
  return world.killedCopyOf(dataDir)
}

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

describe('accepting', () => {
  it('is done when the input is durable, and what was handled is not kept', async () => {
    const killed = await acknowledgedAndKilled(says('m-1', question))
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
    const killed = await acknowledgedAndKilled(
      says('m-1', `contoso-web is down, ${secret}`),
      clicks('c-1', 'approve', 'INC-1.0123456789abcdef01234567', { values }),
    )

    const left = (await world.left(killed)).map(({ data }) => data)

    expect(JSON.stringify(left)).not.toContain('Zm9v')
    expect(left).toMatchObject([{ place }, { place, token: 'INC-1.0123456789abcdef01234567' }])
  })

  it('writes nothing down of what people say to each other', async () => {
    const aside = { addressed: false } as const
    const killed = await acknowledgedAndKilled(says('m-1', 'lunch?', aside), says('m-2', report, aside))

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
})

describe('at the start', () => {
  it('a report that was acknowledged is handled, once', async () => {
    const killed = await acknowledgedAndKilled(says('m-1', report))

    const first = await world.startBot(killed)
    expect((await first.events()).filter(({ type }) => type === 'IncidentOpened')).toHaveLength(1)
    expect(first.stage.told[0]).toMatchObject({ place, how: 'post' })
    await first.stop()
    expect(await world.left(killed)).toEqual([])

    const second = await world.startBot(killed)
    expect(whispersOf(second)).toEqual([])
  })

  it('a click that was acknowledged does what it was for', async () => {
    const killed = await acknowledgedAndKilled(clicks('c-1', 'close-anyway', 'INC-1'))
    await reported(killed)

    const next = await world.startBot(killed)

    const closed = (await next.events()).filter(({ type }) => type === 'IncidentClosed')
    expect(closed).toMatchObject([{ by: { id: 'ada' } }])
  })

  it('what was answered beside incidents, and perhaps not sent, is answered again', async () => {
    const killed = await acknowledgedAndKilled(says('m-1', question))
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
        events: [
          { ...{ at: clock.now(), type: 'IncidentJoined' }, by: restart.person, place: restart.place, text: '' },
        ],
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
  ])(
    'a command that was committed is not done again, and nobody is told that it was not: %s',
    async (_, inMs, tries) => {
      const killed = await acknowledgedAndKilled(says('m-1', report))
      await reported(killed)
      await world.inJournal(killed, async ({ inbox }) => {
        for (let tried = 0; tried < tries; tried += 1) await inbox.countRetry({ platform: 'web', id: 'm-1' })
      })
      clock.advanceTo(clock.now() + inMs)

      const next = await world.startBot(killed)

      expect(whispersOf(next)).toEqual([messageText('en', 'talk.taken-before-restart')])
      expect((await next.events()).filter(({ type }) => type === 'IncidentOpened')).toHaveLength(1)
      expect(await next.events('INC-2')).toEqual([])
    },
  )

  it('what is older than ten minutes is not done any more, and its sender is told so', async () => {
    const killed = await acknowledgedAndKilled(says('m-1', report), clicks('c-1', 'close-anyway', 'INC-1'))
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
    const killed = await acknowledgedAndKilled(says('m-1', report))
    await world.inJournal(killed, ({ inbox }) => inbox.countRetry({ platform: 'web', id: 'm-1' }))

    const next = await world.startBot(killed)

    expect(wordsOf(next)).toEqual([messageText('en', 'talk.lost-message', { text: report })])
  })

  it('an apology that was journaled by a process that ended then is made all the same', async () => {
    const killed = await acknowledgedAndKilled(says('m-1', report))
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
    const killed = await acknowledgedAndKilled(says('m-1', `contoso-web is down ${'again and '.repeat(50)}again`))
    clock.advanceTo(clock.now() + 11 * minute)

    const [words = ''] = whispersOf(await world.startBot(killed))

    expect(words).toMatch(messagePattern('en', 'talk.lost-message'))
    expect(words.length).toBeLessThan(250)
  })

  it('what was only overheard is dropped without a word when it is late', async () => {
    const killed = await acknowledgedAndKilled(says('m-1', report, { addressed: false }))
    clock.advanceTo(clock.now() + 11 * minute)

    const next = await world.startBot(killed)

    expect(next.stage.told).toEqual([])
    await next.stop()
    expect(await world.left(killed)).toEqual([])
  })

  it('what came from a platform that is no longer configured is dropped, and after a day what nobody could be told', async () => {
    const dataDir = await acknowledgedAndKilled(says('m-1', report))
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
})
