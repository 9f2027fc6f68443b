import { createServer } from 'node:http'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import express from 'express'
import { startListening } from '../../src/chat/shared/http-listening.ts'
import { answerParent, setting } from './parent.ts'

/** Bare botbuilder as in its samples, with its own check of the token; an empty turn, counted. */
const cloud = setting('CLOUD_URL')
let handled = 0

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: setting('MICROSOFT_APP_ID'),
    MicrosoftAppType: 'UserAssignedMsi',
    MicrosoftAppTenantId: setting('MICROSOFT_APP_TENANT_ID'),
    ToBotFromChannelOpenIdMetadataUrl: `${cloud}/openid`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${cloud}/openid`,
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    CallerId: 'urn:botframework:azure',
  }),
)
const app = express()
app.use(express.json())
app.post('/api/messages', (request, response) =>
  adapter.process(request, response, async () => {
    handled += 1
  }),
)
const port = await startListening(createServer(app), '127.0.0.1', 0)
answerParent(`http://127.0.0.1:${port}`, () => handled)
