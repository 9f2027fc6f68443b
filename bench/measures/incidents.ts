import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { end, startChild } from '../child.ts'
import { atMost, figureOf, quantile, rounded } from '../figures.ts'
import { releasing } from '../rounds.ts'
import { scratch } from '../scratch.ts'
import type { Measure } from '../types.ts'

/** ARM lets 250 reads through at once and 25 a second after them: more than this is a measure of ARM. */
const few = 10
const many = 50
const withinMs = 110_000
const bot = fileURLToPath(new URL('../children/incidents-bot.ts', import.meta.url))

interface Looked {
  readonly verdictsInMs: readonly number[]
  readonly longestTurnInMs: number
  readonly cpuInMs: number
  readonly requests: number
}

/** So many incidents at once, and four times as many: what each of them takes, and how that grows. */
export const incidents: Measure = {
  name: 'incidents',
  goal: `CPU an incident up to its first verdict, with ${many} at once ≤ 1.2× of ${few} at once`,
  run: () =>
    releasing(async (later) => {
      const { path, remove } = await scratch()
      later(remove)
      const azure = await startChild('estate', { COPIES: String(many) })
      later(azure.stop)
      const looked = async (reports: number): Promise<Looked> => {
        const child = fork(bot, {
          env: { ...process.env, DATA_DIR: join(path, String(reports)), AZURE: azure.url, REPORTS: String(reports) },
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        })
        try {
          const [told] = await once(child, 'message', { signal: AbortSignal.timeout(withinMs) })
          return told as Looked
        } finally {
          await end(child)
        }
      }
      const [floor, ours] = [await looked(few), await looked(many)]
      return {
        ...figureOf([{ ours: ours.cpuInMs / many, floor: floor.cpuInMs / few }], 'ms of CPU an incident', atMost(1.2)),
        notes: { ...notesOf(few, floor), ...notesOf(many, ours) },
      }
    }),
}

const notesOf = (reports: number, { verdictsInMs, longestTurnInMs, requests }: Looked): Record<string, number> => ({
  [`${reports}: verdicts`]: verdictsInMs.length,
  [`${reports}: p50 in s`]: rounded(quantile(verdictsInMs, 0.5) / 1_000),
  [`${reports}: p95 in s`]: rounded(quantile(verdictsInMs, 0.95) / 1_000),
  [`${reports}: longest turn in ms of CPU`]: rounded(longestTurnInMs),
  [`${reports}: requests an incident`]: rounded(requests / reports),
})
