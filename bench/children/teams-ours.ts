import { randomUUID } from 'node:crypto'
import { createCardExpander } from '../../src/chat/shared/card-expander.ts'
import { createWebhookServer } from '../../src/chat/shared/webhook-server.ts'
import { createTeamsChat } from '../../src/chat/teams/index.ts'
import { loadCardTemplates, loadTranslators } from '../../src/i18n/load-translators.ts'
import { answerParent, setting } from './parent.ts'

/** Our Teams platform behind the real doorway; what is made of a message is counted and nothing else. */
const complain = (details: object, message: string): void => console.error(message, details)
const log = { warn: complain, error: complain }
const cloud = setting('CLOUD_URL')
let handled = 0

const chat = createTeamsChat({
  config: {
    appId: setting('MICROSOFT_APP_ID'),
    tenantId: setting('MICROSOFT_APP_TENANT_ID'),
    signIn: { kind: 'managed-identity' },
  },
  endpoints: { openIdMetadata: `${cloud}/openid`, serviceUrl: `${cloud}/teams/`, serviceHosts: [cloud] },
  expand: createCardExpander(loadCardTemplates()),
  painter: { paint: async () => new Uint8Array() },
  say: loadTranslators('UTC'),
  now: Date.now,
  newId: randomUUID,
  log,
})
await chat.start(async () => {
  handled += 1
  return { handled: Promise.resolve() }
})
const doorway = createWebhookServer({ host: '127.0.0.1', port: 0, endpoints: chat.webhookEndpoints ?? [], log })
const port = await doorway.start()
answerParent(`http://127.0.0.1:${port}`, () => handled)
