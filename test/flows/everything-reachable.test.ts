import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import type { InputLimits } from '../../src/runbook/input-limits.ts'
import { messagePattern } from '../message-text.ts'
import { reachableCollectors, reachableSteps, worker } from './reachable.ts'
import { startOnThreePlatforms, type ThreePlatforms } from './three-platforms.ts'

/** Whoever tries everything in one minute would be asked to slow down. */
const often = { most: 10_000, withinInMs: 60_000 }
const limits = new Proxy({}, { get: () => often }) as InputLimits

/** Of the app that everything is asked about: Windows, P1v3, three instances, running. */
const opened = async (side: 'web' | 'slack' | 'teams'): Promise<ThreePlatforms> => {
  const world = await startOnThreePlatforms({ limits })
  if (world.policy !== undefined)
    world.policy = { ...world.policy, reading: { kudu: true, commands: true, dumps: ['lead'] } }
  await world[side].says('ada', 'contoso-web is slow')
  return world
}

const platforms = ['web', 'slack', 'teams'] as const
const ways = ['en', 'nl', 'button'] as const
type Way = (typeof ways)[number]

/** Every platform and every way for each of them, and all nine where all are asked for, which takes half an hour. */
const waysOn = (platform: (typeof platforms)[number], at: number): readonly Way[] =>
  process.env.APPMEDIC_ALL_WAYS === '1' ? ways : ways.filter((_, way) => (at + way) % 3 === platforms.indexOf(platform))

const withWays = <Row>(rows: readonly Row[], platform: (typeof platforms)[number]) =>
  rows.map((row, at) => ({ ...row, ways: waysOn(platform, at) }))

const wordsOf = ({ en, nl }: { readonly en: string; readonly nl: string }, by: readonly Way[]): readonly string[] =>
  [en, nl].filter((_, at) => by.includes(at === 0 ? 'en' : 'nl'))

describe.each(platforms)('on %s', (platform) => {
  let world: ThreePlatforms
  beforeAll(async () => {
    world = await opened(platform)
  }, 120_000)
  afterAll(() => world.stop())

  /** What came of it: the wish as it was heard, and why it can't be where it can't. */
  const outcomeOf = async (work: () => Promise<unknown>) => {
    // Azure takes only so many reads a second.
    await world.pass(10_000)
    const before = (await world.incident()).actions.length
    await work()
    const [action, ...others] = (await world.incident()).actions.slice(before)
    if (action === undefined || others.length > 0) return { actions: others.length }
    const { request, status, why } = action
    return { ...request, status, ...(why === undefined ? {} : { why: why.key }) }
  }

  describe.each(withWays(reachableSteps, platform))(
    '$step',
    ({ step, en, nl, args, values, entered, impossible, ways: by }) => {
      const expected = impossible === undefined ? { status: 'proposed' } : { status: 'impossible', why: impossible }

      it.each(wordsOf({ en, nl }, by))('in words: %s', async (text) => {
        const outcome = await outcomeOf(() => world[platform].says('ada', text))

        expect(outcome).toEqual({ step, args, ...expected })
      })

      it.runIf(by.includes('button'))('by button', async () => {
        const side = world[platform]
        const outcome = await outcomeOf(async () => {
          await side.clicks('ada', 'choose-step', 'INC-1', { values: { step } })
          if (entered !== undefined) await side.clicks('ada', 'request-step', `INC-1/${step}`, { values: values ?? {} })
        })

        expect(outcome).toEqual(impossible === undefined ? { step, args: entered ?? {}, ...expected } : { actions: 0 })
      })
    },
  )

  describe.each(withWays(reachableCollectors, platform))('$collector', ({ collector, en, nl, os, ways: by }) => {
    const outcomeOfCollecting = async (work: () => Promise<unknown>) => {
      await world.pass(10_000)
      const before = (await world.events()).length
      // Of a stream a minute is listened to, on the clock of the world.
      const ticking = setInterval(() => world.clock.advanceTo(world.clock.now() + 10_000), 20)
      const refused = await world.refusalsOf(work).finally(() => clearInterval(ticking))
      await world.settle()
      const since = (await world.events()).slice(before)
      const begun = since.flatMap((event) => (event.type === 'CollectionStarted' ? [event.collectors] : []))
      const ended = since.flatMap((event) => {
        if (event.type === 'EvidenceCollected') return [event.evidence.collector]
        return event.type === 'CollectionFailed' ? [`${event.collector}: ${event.why.key}`] : []
      })
      return { refused, begun: begun.flat(), ended }
    }
    const expected =
      os === 'linux'
        ? { refused: ['no-collector'], begun: [], ended: [] }
        : { refused: [], begun: [collector], ended: [expect.stringMatching(`^${collector}(?:$|:)`)] }

    it.each(wordsOf({ en, nl }, by))('in words: %s', async (text) => {
      expect(await outcomeOfCollecting(() => world[platform].says('ada', text))).toEqual(expected)
    })

    it.runIf(by.includes('button'))('by button', async () => {
      const token = `INC-1/${(await world.incident()).verdictRound ?? 0}/collector`

      const outcome = await outcomeOfCollecting(() =>
        world[platform].clicks('ada', 'collect', token, { values: { collector } }),
      )

      expect(outcome).toEqual(expected)
    })
  })

  it('“More steps…” shows them all to whoever pressed', async () => {
    const posted = world.teamsCloud.messages.length
    const { told } = await world[platform].clicks('ada', 'more-steps', 'INC-1')

    const shown = platform === 'teams' ? JSON.stringify(world.teamsCloud.messages.slice(posted)) : told.join('\n')
    expect(shown).toMatch(messagePattern('en', 'card.steps.title'))
  })

  it('nothing was logged as an error', () => {
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
  })
})

it('the table has every step and every collector', () => {
  expect(reachableSteps.map(({ step }) => step)).toEqual(steps.map(({ id }) => id))
  expect(reachableCollectors.map(({ collector }) => collector)).toEqual(collectors.map(({ id }) => id))
  expect(worker).toMatch(/^RD/)
})
