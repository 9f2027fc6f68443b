import { join } from 'node:path'
import { canonicalJson } from '../../src/incident/canonical-json.ts'
import { startChild } from '../child.ts'
import { openEngine } from '../engine.ts'
import { appName } from '../estate.ts'
import { atMost, figureOf } from '../figures.ts'
import { openRoom } from '../room.ts'
import { inMs, inTurns, releasing } from '../rounds.ts'
import { scratch } from '../scratch.ts'
import type { Measure } from '../types.ts'
import { joined } from '../writer.ts'

const toWarmUp = 20
const reports = 60

/** From a message being handled to its card being posted, while Azure is being asked and has not answered yet. */
export const firstCard: Measure = {
  name: 'first-card',
  goal: 'message handled → incident journaled and first card posted ≤ 1.5× of one durable commit and a post that does nothing',
  run: () =>
    releasing(async (later) => {
      const { path, remove } = await scratch()
      later(remove)
      const azure = await startChild('azure-still', { APPS: String(toWarmUp + reports) })
      later(azure.stop)
      const engine = await openEngine(join(path, 'engine'))
      later(engine.close)
      const room = await openRoom(join(path, 'room'), azure.url)
      later(room.stop)
      later(room.settle)
      let reported = 0

      const report = async (): Promise<number> => {
        const app = appName(reported)
        reported += 1
        const takenInMs = await room.report(app)
        await room.settle()
        return takenInMs
      }
      const row = canonicalJson(joined(0))
      const commitAndPost = (): Promise<number> =>
        inMs(async () => {
          engine.commit(row)
          await post()
        })
      const post = async (): Promise<void> => undefined

      for (let count = 0; count < toWarmUp; count += 1) await report()
      const measured = figureOf(await inTurns(reports, { ours: report, floor: commitAndPost }), 'ms', atMost(1.5))
      if (room.troubles.length > 0) throw new Error(`the bot complained: ${JSON.stringify(room.troubles[0])}`)
      return { ...measured, notes: { reports } }
    }),
}
