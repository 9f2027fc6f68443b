import { randomUUID } from 'node:crypto'
import { createDoorway } from '../../src/chat/doorway.ts'
import { createExpander } from '../../src/chat/expand.ts'
import { createSlackChat } from '../../src/chat/slack/index.ts'
import { loadSays, loadTemplates } from '../../src/resources.ts'
import { answerParent, setting } from './parent.ts'

/** Our Slack platform behind the real doorway; what is made of a message is counted and nothing else. */
const complain = (details: object, message: string): void => console.error(message, details)
const log = { warn: complain, error: complain }
let handled = 0

const chat = createSlackChat({
  config: { kind: 'http', botToken: setting('SLACK_BOT_TOKEN'), signingSecret: setting('SLACK_SIGNING_SECRET') },
  slackApiUrl: setting('SLACK_API_URL'),
  expand: createExpander(loadTemplates()),
  painter: { paint: async () => new Uint8Array() },
  say: loadSays('UTC'),
  now: Date.now,
  newId: randomUUID,
  log,
})
await chat.start(async () => {
  handled += 1
})
const doorway = createDoorway({ host: '127.0.0.1', port: 0, doors: chat.doors ?? [], log })
const port = await doorway.start()
answerParent(`http://127.0.0.1:${port}`, () => handled)
