import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver } from '@slack/bolt'
import { answerParent, setting } from './parent.ts'

/** Bare Bolt with its own receiver: checks the signature, acknowledges, counts. */
let handled = 0
const receiver = new HTTPReceiver({ signingSecret: setting('SLACK_SIGNING_SECRET') })
const app = new App({
  receiver,
  token: setting('SLACK_BOT_TOKEN'),
  clientOptions: { slackApiUrl: setting('SLACK_API_URL') },
  deferInitialization: true,
})
await app.init()
app.message(async () => {
  handled += 1
})
const server = await receiver.start({ port: 0, host: '127.0.0.1' })
answerParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => handled)
