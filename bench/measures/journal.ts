import { join } from 'node:path'
import { canonicalJson } from '../../src/incident/canonical-json.ts'
import { openEngine } from '../engine.ts'
import { atLeast, atMost, figureOf, type Round } from '../figures.ts'
import { inMs, inTurns, releasing } from '../rounds.ts'
import { scratch } from '../scratch.ts'
import type { Measure } from '../types.ts'
import { joined, openWriter } from '../writer.ts'

const rounds = 9
const commitsInARound = 300
/** Fewer, or the short journal would not stay short. */
const messagesInARound = 100
const few = 1_000
/** A million would take minutes to fill; what grows with the logarithm shows at this size too. */
const many = 100_000

/** An event appended durably beside a row committed durably; and a message's append where the journal is long. */
export const journal: Measure = {
  name: 'journal',
  goal: 'durable appends a second ≥ 0.7 of the engine’s own durable commits of one row, on the same disk',
  run: () =>
    releasing(async (later) => {
      const { path, remove } = await scratch()
      later(remove)
      const engine = await openEngine(join(path, 'engine'))
      later(engine.close)
      const short = await openWriter(join(path, 'short'))
      later(short.close)
      const long = await openWriter(join(path, 'long'))
      later(long.close)
      await short.fill(few)
      await long.fill(many)

      const row = canonicalJson(joined(0))
      const commit = async (): Promise<void> => engine.commit(row)
      await eachInMs(commit)
      await eachInMs(long.event)

      const single = await compare({ ours: short.event, floor: commit })
      const whole = await compare({ ours: () => short.message(), floor: commit })
      const fresh = await openWriter(join(path, 'fresh'))
      later(fresh.close)
      await fresh.fill(few)
      const grown = await compare({ ours: () => long.message(), floor: () => fresh.message() }, messagesInARound)
      return {
        ...figureOf(single.map(aSecond), 'commits/s', atLeast(0.7)),
        also: {
          message: {
            goal: '≥ 0.7 where the message that caused it is kept with it',
            ...figureOf(whole.map(aSecond), 'commits/s', atLeast(0.7)),
          },
          growth: {
            goal: `a message’s append at ${many} events ≤ 1.2× of that at ${few}`,
            ...figureOf(grown, 'ms', atMost(1.2)),
          },
        },
        notes: { eventsInTheLongJournal: many, goalOfTheDesign: '1,000,000 events, which would take minutes to fill' },
      }
    }),
}

/** Milliseconds that each takes on average. */
const eachInMs = async (append: () => Promise<void>, count = commitsInARound): Promise<number> => {
  const total = await inMs(async () => {
    for (let done = 0; done < count; done += 1) await append()
  })
  return total / count
}

const compare = ({ ours, floor }: { ours: () => Promise<void>; floor: () => Promise<void> }, count?: number) =>
  inTurns(rounds, { ours: () => eachInMs(ours, count), floor: () => eachInMs(floor, count) })

const aSecond = ({ ours, floor }: Round): Round => ({ ours: 1_000 / ours, floor: 1_000 / floor })
