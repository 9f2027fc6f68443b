import { createRequire } from 'node:module'
import { startTimer } from '../../../src/chat/shared/start-timer.ts'
import { createWebhookServer } from '../../../src/chat/shared/webhook-server.ts'
import { createTeamsChat } from '../../../src/chat/teams/index.ts'
import { accepting } from '../accepting.ts'
import { expand, says } from './world.ts'

/** The bot in a process of its own, so that its memory can be told from the test's. Runs with --expose-gc. */
const { cloudUrl, appId, tenantId } = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>

const loaded = (): readonly string[] =>
  Object.keys(createRequire(import.meta.url).cache).filter((file) =>
    /node_modules\/(botbuilder|@azure\/(identity|msal))/.test(file),
  )

/** What of the SDK is there before Teams is started. */
const early = loaded().length

const silent = { warn: () => undefined, error: () => undefined }
const chat = createTeamsChat({
  config: { appId: appId ?? '', tenantId: tenantId ?? '', signIn: { kind: 'password', password: 'x' } },
  expand,
  painter: { paint: async () => new Uint8Array() },
  say: says,
  now: Date.now,
  after: startTimer,
  newId: () => 'id',
  log: silent,
  endpoints: {
    openIdMetadata: `${cloudUrl}/openid`,
    serviceUrl: `${cloudUrl}/teams/`,
    serviceHosts: [cloudUrl ?? ''],
    signInClient: { sendRequest: async () => Promise.reject(new Error('not needed')) },
  },
})

let inputs = 0
await chat.start(
  accepting(async () => {
    inputs += 1
  }),
)
const doorway = createWebhookServer({ host: '127.0.0.1', port: 0, endpoints: chat.webhookEndpoints ?? [], log: silent })
const port = await doorway.start()

/** botbuilder's process-global list of issuers, which grows with what reaches it. */
const { ToBotFromBotOrEmulatorTokenValidationParameters: validation } = createRequire(import.meta.url)(
  'botframework-connector/lib/auth/tokenValidationParameters',
) as { ToBotFromBotOrEmulatorTokenValidationParameters: { issuer: readonly string[] } }

process.on('message', () => {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.()
  process.send?.({ heap: process.memoryUsage().heapUsed, issuers: validation.issuer.length, inputs })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port, early, late: loaded().length })
