import { subscribe } from 'node:diagnostics_channel'
import { openRoom } from '../room.ts'
import { setting } from './parent.ts'
import { watchTurns } from './turns.ts'

/** So many apps are reported at once, each in a channel of its own, and looked at until each has its first verdict. */
const lookEveryInMs = 250
const reports = Number(setting('REPORTS'))
let requests = 0
subscribe('http.client.request.start', () => {
  requests += 1
})
const room = await openRoom(setting('DATA_DIR'), setting('AZURE'))
// Loads what a first report loads.
await room.report('contoso-web')
await room.idle()
requests = 0
const cpuBefore = process.cpuUsage()
const longestTurn = watchTurns()
await Promise.all(
  Array.from({ length: reports }, (_, at) => room.report(`contoso-web-${String(at + 1).padStart(4, '0')}`)),
)
while ((await room.verdictsInMs()).length <= reports) await new Promise((resolve) => setTimeout(resolve, lookEveryInMs))
const { user, system } = process.cpuUsage(cpuBefore)
const verdictsInMs = (await room.verdictsInMs()).slice(1)
process.send?.({ verdictsInMs, longestTurnInMs: longestTurn(), cpuInMs: (user + system) / 1_000, requests }, () =>
  process.exit(),
)
