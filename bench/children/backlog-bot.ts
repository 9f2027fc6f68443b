import { openRoom } from '../room.ts'
import { setting } from './parent.ts'
import { watchTurns } from './turns.ts'

/** How long the bot is watched while it works off what was left. */
const watchedForMs = 1_500

/** The bot on a journal that is there already, asked for help as soon as it listens. */
const room = await openRoom(setting('DATA_DIR'), setting('AZURE'))
const longestTurn = watchTurns()
await room.ask('help')
// Since the process began.
const answeredAfterMs = performance.now()
await new Promise((resolve) => setTimeout(resolve, watchedForMs))
const rssInBytes = process.memoryUsage.rss()
process.send?.({ answeredAfterMs, longestTurnInMs: longestTurn(), rssInBytes }, () => process.exit())
