import { openRoom } from '../room.ts'
import { setting } from './parent.ts'

/** How long the bot is watched while it works off what was left. */
const watchedForMs = 1_500

/** The bot on a journal that is there already, asked for help as soon as it listens. */
let before: NodeJS.CpuUsage
let longestTurnInMs = 0
const watch = (): void => {
  const { user, system } = process.cpuUsage(before)
  before = process.cpuUsage()
  longestTurnInMs = Math.max(longestTurnInMs, (user + system) / 1_000)
  setImmediate(watch)
}

const room = await openRoom(setting('DATA_DIR'), setting('AZURE'))
before = process.cpuUsage()
setImmediate(watch)
await room.ask('help')
// Since the process began.
const answeredAfterMs = performance.now()
await new Promise((resolve) => setTimeout(resolve, watchedForMs))
const rssInBytes = process.memoryUsage.rss()
process.send?.({ answeredAfterMs, longestTurnInMs, rssInBytes }, () => process.exit())
