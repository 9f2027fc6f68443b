import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator, type Emulator } from 'emulate'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { botScopes } from '../../../src/chat/slack/app-manifest.ts'
import { createSlackChat, type SlackChat } from '../../../src/chat/slack/index.ts'
import type { Person } from '../../../src/incident/person.ts'
import type { CardView } from '../../../src/views/types.ts'
import { accepting } from '../accepting.ts'
import { hurriedTime, type Logged, notice, optionsFor } from './world.ts'

/** A Slack that somebody else wrote, which knows no scopes but those that our manifest asks for. */
let emulator: Emulator
let chat: SlackChat
let api: (method: string, args: Record<string, string>) => Promise<Record<string, unknown>>
let logged: Logged[]

const token = 'xoxb-emulated'
const mute = 'xoxb-mute'
const tokens = [
  { token, type: 'bot', user: 'admin', scopes: [...botScopes] },
  { token: mute, type: 'bot', user: 'admin', scopes: botScopes.filter((scope) => scope !== 'chat:write') },
]
const general = 'C000000001'
const place = { platform: 'slack', tenant: 'T000000001', channel: general }
const admin: Person = { platform: 'slack', tenant: 'T000000001', id: 'U000000001', name: 'admin' }

beforeEach(async () => {
  const port = await freePort()
  emulator = await createEmulator({
    service: 'slack',
    port,
    baseUrl: `http://127.0.0.1:${port}`,
    seed: { slack: { strict_scopes: true, tokens } },
  })
  api = async (method, args) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`http://127.0.0.1:${port}/api/${method}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(args),
    })
    return answer.json() as Promise<Record<string, unknown>>
  }
  logged = []
  chat = chatWith(token)
  await chat.start(accepting())
})

afterEach(async () => {
  await chat.stop()
  await emulator.close()
})

const chatWith = (botToken: string): SlackChat =>
  createSlackChat({
    ...optionsFor({ url: `${emulator.url}/api/`, token: botToken, secret: 'x' }, hurriedTime(), logged),
    expand: (view, images) => ({
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', text: view.summary },
        { type: 'Image', url: images.chart ?? '', altText: 'up' },
      ],
    }),
  })

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

interface Message {
  readonly ts: string
  readonly text: string
  readonly blocks: unknown
  readonly thread_ts?: string
}
const history = async () => (await api('conversations.history', { channel: general })).messages as readonly Message[]

it('posts, answers in the thread, edits, whispers and shows a chart', async () => {
  const charted: CardView = { ...notice('first'), images: [{ name: 'chart', svg: '<svg/>', alt: 'up' }] }
  const { thread, ref } = await chat.post(place, charted)
  const answer = await chat.post(thread, notice('in the thread'))
  await chat.idle()
  await chat.update(thread, ref, { ...charted, summary: 'second' })
  await chat.whisper(thread, admin, notice('only for you'))

  const [card] = await history()
  const replies = (await api('conversations.replies', { channel: general, ts: String(thread.thread) }))
    .messages as readonly Message[]
  expect(card).toMatchObject({ ts: thread.thread, text: 'second' })
  expect(JSON.stringify(card?.blocks)).toMatch(/"slack_file":\{"id":"F\w+"\}/)
  expect(replies.map(({ ts, text }) => ({ ts, text }))).toContainEqual({ ts: answer.ref.ts, text: 'in the thread' })
  expect(await history()).toHaveLength(1)
  expect(logged).toEqual([])
})

it('needs the scopes of the manifest: without one Slack refuses, and says so', async () => {
  const other = chatWith(mute)
  await other.start(accepting())

  await expect(other.post(place, notice('x'))).rejects.toThrow('chat.postMessage: missing_scope')
  await other.stop()
})
