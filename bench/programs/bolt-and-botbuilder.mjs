import { App } from '@slack/bolt'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import express from 'express'

/** Bare Bolt and bare botbuilder in one process, both listening. */
const slack = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET })
slack.message(async () => undefined)
await slack.start({ port: 0, host: '127.0.0.1' })

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(process.env))
const teams = express()
teams.use(express.json())
teams.post('/api/messages', (request, response) => adapter.process(request, response, async () => undefined))
teams.listen(0, '127.0.0.1', () => console.log('ready'))
