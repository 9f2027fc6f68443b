import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import { streamIndexOf } from '../../src/incident/stream-index.ts'
import { openJournal } from '../../src/journal/index.ts'
import { end, startChild } from '../child.ts'
import { appName } from '../estate.ts'
import { atMost, figureOf } from '../figures.ts'
import { openRoom } from '../room.ts'
import { inTurns, releasing } from '../rounds.ts'
import { scratch } from '../scratch.ts'
import type { Measure } from '../types.ts'

const left = 1_000
const rounds = 3
const withinMs = 30_000
const bot = fileURLToPath(new URL('../children/backlog-bot.ts', import.meta.url))

interface Started {
  readonly answeredAfterMs: number
  readonly longestTurnInMs: number
  readonly rssInBytes: number
}

/** A start on a journal that a process left with so many incidents whose probes were under way. */
export const backlog: Measure = {
  name: 'backlog',
  goal: `process start → first answer with ${left} incidents that have work due ≤ 1.5× of an empty journal`,
  run: () =>
    releasing(async (later) => {
      const { path, remove } = await scratch()
      later(remove)
      const azure = await startChild('azure-still', { APPS: String(left) })
      later(azure.stop)
      const full = join(path, 'full')
      await leaveBehind(full, azure.url)
      let count = 0
      /** Each start has a copy of its own, since what it does is written down. */
      const started = async (from?: string): Promise<Started> => {
        count += 1
        const dataDir = join(path, String(count))
        if (from !== undefined) await cp(from, dataDir, { recursive: true })
        return startOn(dataDir, azure.url)
      }
      const found = await inTurns(rounds, { ours: () => started(full), floor: () => started() })
      const figureFor = (of: keyof Started, unit: string, most: number) =>
        figureOf(
          found.map(({ ours, floor }) => ({ ours: ours[of], floor: floor[of] })),
          unit,
          atMost(most),
        )
      const mebibyte = 1024 * 1024
      const more = Math.max(...found.map(({ ours, floor }) => ours.rssInBytes - floor.rssInBytes)) / mebibyte
      const turn = figureFor('longestTurnInMs', 'ms of CPU', Number.POSITIVE_INFINITY)
      return {
        ...figureFor('answeredAfterMs', 'ms', 1.5),
        also: { turn: { goal: 'longest turn ≤ 100 ms of CPU', ...turn, holds: turn.ours <= 100 } },
        notes: { left, rounds, moreMemoryInMebibytes: Math.round(more) },
      }
    }),
}

/** One is left by a real process, the others are like it, each of an app and in a channel of its own. */
const leaveBehind = async (dataDir: string, azureUrl: string): Promise<void> => {
  const room = await openRoom(dataDir, azureUrl)
  await room.report(appName(0))
  await room.stop()
  const { journal, close } = await openJournal({ dataDir, now: Date.now })
  const events = (await journal.read('INC-1')).map(({ event }) => event)
  for (let number = 1; number < left; number += 1) {
    const stream = `INC-${number + 1}`
    const like = JSON.stringify(events)
      .replaceAll('INC-1', stream)
      .replaceAll('channel-1', `channel-${number + 1}`)
      .replaceAll(appName(0), appName(number))
    const own: readonly IncidentEvent[] = JSON.parse(like)
    const incident = foldEvents(own)
    if (incident === undefined) throw new Error(`${stream} was not opened`)
    await journal.append({ stream, expectedVersion: 0, events: own, index: streamIndexOf(incident) })
  }
  await close()
}

const startOn = async (dataDir: string, azureUrl: string): Promise<Started> => {
  const child = fork(bot, {
    env: { ...process.env, DATA_DIR: dataDir, AZURE: azureUrl },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    const [told] = await once(child, 'message', { signal: AbortSignal.timeout(withinMs) })
    return told as Started
  } finally {
    await end(child)
  }
}
