import { createPicturePainter } from '../../../src/chat/shared/picture-painter.ts'
import type { ChatInput } from '../../../src/chat/types.ts'
import { createWebChat, type WebChatOptions } from '../../../src/chat/web/index.ts'
import { createMemoryTranscript } from '../../../src/chat/web/memory-transcript.ts'
import type { ChatPlace } from '../../../src/incident/chat-place.ts'
import type { CardView } from '../../../src/views/types.ts'
import { accepting, type Fullness } from '../accepting.ts'

export const people = [
  { key: 'alice', name: 'Alice Jansen', roles: ['on-call'] },
  { key: 'bob', name: 'Bob de Vries', roles: ['approver', 'platform-owner'] },
]

export const incidents: ChatPlace = { platform: 'web', tenant: 'local', channel: 'incidents' }

/** A view whose data is the Adaptive Card's body, so that a test says itself what is shown. */
export const view = (summary: string, more: Partial<CardView> = {}): CardView => ({
  template: 'test',
  data: { body: [{ type: 'TextBlock', text: summary, wrap: true }] },
  summary,
  language: 'en',
  ...more,
})

/** A running web chat whose inputs are collected; `handle` runs after that. While `isFull` nothing is taken in. */
export const startChat = async (overrides: Partial<WebChatOptions> = {}) => {
  const inputs: ChatInput[] = []
  const logged: object[] = []
  const painter = createPicturePainter()
  const world = { handle: async (_input: ChatInput): Promise<void> => undefined, isFull: false as Fullness }
  let ids = 0
  const options: WebChatOptions = {
    host: '127.0.0.1',
    port: 0,
    people,
    practice: true,
    speed: 60,
    expand: ({ data }, images) => ({ type: 'AdaptiveCard', version: '1.5', ...data, images }),
    painter,
    transcript: createMemoryTranscript(),
    documents: { report: async () => undefined, evidence: async () => undefined },
    mayReadPlace: async () => true,
    now: () => Date.UTC(2026, 2, 1, 3, 12),
    newId: () => `id-${++ids}`,
    examples: ['contoso-web is 503ing', 'contoso-shop is slow', 'what can you do?'],
    log: { warn: (details) => logged.push(details), error: (details) => logged.push(details) },
    ...overrides,
  }
  const chat = createWebChat(options)
  await chat.start(
    accepting(
      async (input) => {
        inputs.push(input)
        await world.handle(input)
      },
      () => world.isFull,
    ),
  )
  const stop = async () => {
    await chat.stop()
    await painter.stop()
  }
  return { chat, inputs, logged, world, stop, options }
}
