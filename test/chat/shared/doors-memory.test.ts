import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { slackMaxBodyInBytes } from '../../../src/chat/slack/request-handler.ts'

/** What the issue allows for 60 slow clients. */
const allowedInBytes = 20 * 1024 * 1024
const clients = 60
const bodyInBytes = 4 * 1024 * 1024

let child: ChildProcess
let port: number
const sockets: Socket[] = []

beforeEach(async () => {
  child = fork(fileURLToPath(new URL('./doors-child.ts', import.meta.url)), {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    timeout: 60_000,
  })
  const [told] = (await once(child, 'message')) as [{ port: number }]
  port = told.port
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  const ended = once(child, 'exit')
  child.disconnect()
  await ended
})

const rss = async (): Promise<number> => {
  child.send('rss')
  const [told] = (await once(child, 'message')) as [{ rss: number }]
  return told.rss
}

const healthy = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok

const forged = (headers: Readonly<Record<string, string | number>>): string =>
  Object.entries({ Host: 'x', 'Content-Type': 'application/json', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')

/** As many bytes as the other side takes, of a body that is never quite finished. */
const dawdle = (path: string, headers: string, sentInBytes: number): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    const stuck = () => resolve()
    socket.on('error', stuck).on('close', stuck).on('data', stuck)
    socket.write(`POST ${path} HTTP/1.1\r\n${headers}\r\n`)
    socket.write(Buffer.alloc(sentInBytes, 'x'), stuck)
  })

const attack = async (path: string, headers: () => string, sentInBytes: number): Promise<number> => {
  await Promise.all(Array.from({ length: clients }, () => dawdle(path, headers(), sentInBytes)))
  return rss()
}

const signed = () => ({
  'X-Slack-Request-Timestamp': Math.floor(Date.now() / 1000),
  'X-Slack-Signature': `v0=${'0'.repeat(64)}`,
})
const token = (claims: object): string =>
  `Bearer ${[{ alg: 'RS256', kid: 'x' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.${'A'.repeat(342)}`

it.each([
  ['an address that nobody listens at', '/nothing', () => forged({ 'Content-Length': bodyInBytes })],
  ['Slack, without a signature', '/slack/events', () => forged({ 'Content-Length': bodyInBytes })],
  [
    'Slack, with a forged signature and a length that it takes',
    '/slack/events',
    () => forged({ 'Content-Length': slackMaxBodyInBytes, ...signed() }),
    slackMaxBodyInBytes - 1,
  ],
  [
    'Slack, with a forged signature and no length',
    '/slack/events',
    () => forged({ 'Transfer-Encoding': 'chunked', ...signed() }).concat(`\r\n${bodyInBytes.toString(16)}`),
    slackMaxBodyInBytes - 1,
  ],
  [
    'Teams, with a token of somebody else',
    '/api/messages',
    () =>
      forged({
        'Content-Length': 512 * 1024,
        Authorization: token({ iss: 'https://evil.example', aud: 'app', exp: 9e9 }),
      }),
  ],
  ['the alerts, without the secret', '/api/alerts', () => forged({ 'Content-Length': 512 * 1024 })],
])(
  '60 slow clients who send 4 MB to %s cost next to nothing, and give it back',
  async (_, path, headers, sentInBytes = bodyInBytes - 1) => {
    await healthy()
    const before = await rss()

    const during = await attack(path, headers, sentInBytes)
    expect(await healthy()).toBe(true)
    for (const socket of sockets.splice(0)) socket.destroy()
    await healthy()

    process.stdout.write(`RSS +${Math.round((during - before) / 1024)} KiB\n`)
    expect(during - before).toBeLessThan(allowedInBytes)
    await expect.poll(async () => (await rss()) - before, { timeout: 20_000 }).toBeLessThan(allowedInBytes)
  },
)
