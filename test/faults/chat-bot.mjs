/**
 * The built bot in a process of its own, on one real platform whose cloud is elsewhere, and stopped like the real one.
 * Prints where it is reached. Argument: JSON of `ChatOrders` in `chat-ground.ts`.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { createWebhookServer } from '../../dist/src/chat/shared/webhook-server.js'
import { createSlackChat } from '../../dist/src/chat/slack/index.js'
import { createTeamsChat } from '../../dist/src/chat/teams/index.js'
import { createWebChat } from '../../dist/src/chat/web/index.js'
import { endInTime } from '../../dist/src/cli/end-in-time.js'
import { practiceCredential } from '../../dist/src/cli/practice-environment.js'
import { runningClock } from '../../dist/src/clock/running-clock.js'
import { composeAppmedic } from '../../dist/src/compose.js'

const { dataDir, url, policy, platform, options } = JSON.parse(process.argv[2])
const { now, speed } = await (await fetch(`${url}/simulator/clock`)).json()
const clock = runningClock(speed, { simulated: now, real: Date.now() })
const tell = (facts, message) => process.env.APPMEDIC_TELL && console.error(message, facts)
const log = { info: () => undefined, warn: tell, error: tell }
const newId = () => randomBytes(12).toString('hex')

const makers = { web: createWebChat, slack: createSlackChat, teams: createTeamsChat }
const made = []
const appmedic = await composeAppmedic({
  dataDir,
  clock,
  azure: { credential: practiceCredential, simulatorUrl: url },
  policy: () => policy,
  language: 'en',
  timeZone: 'UTC',
  practice: { speed },
  platforms: ({ expand, say, transcript, report, evidence, mayReadPlace }) => {
    const usual = { expand, say, newId, log, now: Date.now, painter: { paint: async () => new Uint8Array(1_000) } }
    const ofWeb = { transcript, documents: { report, evidence }, mayReadPlace, practice: true, examples: [] }
    made.push(makers[platform]({ ...usual, ...(platform === 'web' ? ofWeb : {}), ...options }))
    return made
  },
  ids: { action: newId, correlation: randomUUID },
  cardPauseInMs: 300,
  log,
})
await appmedic.start()
const [chat] = made
const endpoints = chat.webhookEndpoints ?? []
const doorway = createWebhookServer({ host: '127.0.0.1', port: 0, endpoints, log })
const door = platform === 'web' ? chat.url : `http://127.0.0.1:${await doorway.start()}${endpoints[0].path}`
const end = async () => {
  await appmedic.stop()
  if (platform !== 'web') await doorway.stop()
}
process.once('SIGTERM', () => void endInTime(end, log))
console.log(door)
