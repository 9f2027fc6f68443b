import { App } from '@slack/bolt'

/** Bare Bolt, listening. */
const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET })
app.message(async () => undefined)
await app.start({ port: 0, host: '127.0.0.1' })
console.log('ready')
