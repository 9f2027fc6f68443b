import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { createAlertEndpoint } from '../../../src/alerts/alert-endpoint.ts'
import { createAlertGuard } from '../../../src/alerts/alert-guard.ts'
import { createCardExpander } from '../../../src/chat/shared/card-expander.ts'
import { createWebhookServer } from '../../../src/chat/shared/webhook-server.ts'
import { createSlackRequestHandler, slackMaxBodyInBytes } from '../../../src/chat/slack/request-handler.ts'
import { createTeamsChat } from '../../../src/chat/teams/index.ts'
import { loadCardTemplates, loadTranslators } from '../../../src/i18n/load-translators.ts'

/** The real doors in a process of their own, which tells how much it has read of strangers, and its memory. */
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

const slack = createSlackRequestHandler({
  secret: '0'.repeat(32),
  seen: { isFirst: () => true, forget: () => undefined },
  process: async () => undefined,
  now: Date.now,
  log: silent,
})

const teams = createTeamsChat({
  config: { appId: 'app', tenantId: 'tenant', signIn: { kind: 'password', password: 'x' } },
  expand: createCardExpander(loadCardTemplates()),
  painter: { paint: async () => new Uint8Array() },
  say: loadTranslators('UTC'),
  now: Date.now,
  newId: () => 'id',
  log: silent,
})

const alerts = createAlertEndpoint({
  guard: createAlertGuard({ secret: 'a secret of sixteen and more', now: Date.now }),
  take: async () => ({ is: 'repeated' }),
  log: silent,
})

const server = createWebhookServer({
  host: '127.0.0.1',
  port: 0,
  endpoints: [
    { path: '/slack/events', maxBodyInBytes: slackMaxBodyInBytes, ...slack },
    ...(teams.webhookEndpoints ?? []),
    alerts,
  ],
  log: silent,
})

let readBefore = 0
const open = new Set<Socket>()
subscribe('net.server.socket', (message) => {
  const { socket } = message as { socket: Socket }
  open.add(socket)
  socket.once('close', () => {
    open.delete(socket)
    readBefore += socket.bytesRead
  })
})

const port = await server.start()
process.on('message', () => {
  globalThis.gc?.()
  const read = [...open].reduce((sum, { bytesRead }) => sum + bytesRead, readBefore)
  process.send?.({ read, open: open.size, rss: process.memoryUsage().rss })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port })
