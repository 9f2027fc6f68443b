import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWebhookServer, type WebhookServer } from '../../../src/chat/shared/webhook-server.ts'
import type { WebhookRequest } from '../../../src/chat/types.ts'

let doorway: WebhookServer
let url: string
let port: number
const taken: WebhookRequest[] = []
const logged: object[] = []

beforeEach(async () => {
  taken.length = 0
  logged.length = 0
  const serve = async (request: WebhookRequest) => {
    taken.push(request)
    return { status: 202, headers: { 'x-answer': 'yes' }, body: 'taken' }
  }
  const broken = async () => {
    throw new Error('the secret inside')
  }
  doorway = createWebhookServer({
    host: '127.0.0.1',
    port: 0,
    endpoints: [
      { path: '/slack/events', serve },
      { path: '/broken', serve: broken },
    ],
    log: { error: (details) => void logged.push(details) },
  })
  port = await doorway.start()
  url = `http://127.0.0.1:${port}`
})
afterEach(() => doorway.stop())

const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(url + path, { method: 'POST', body, headers })

it('carries the body byte for byte, whatever its type says', async () => {
  const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0x00, 0x0a])
  const answer = await post('/slack/events', bytes, { 'content-type': 'application/json', 'X-Signed': 'abc' })

  expect([answer.status, answer.headers.get('x-answer'), await answer.text()]).toEqual([202, 'yes', 'taken'])
  expect(taken).toHaveLength(1)
  expect(new Uint8Array(taken[0]?.body ?? [])).toEqual(bytes)
  expect(taken[0]?.headers['x-signed']).toBe('abc')
})

it('an empty body is an empty body', async () => {
  await post('/slack/events', '')

  expect(taken[0]?.body).toHaveLength(0)
})

it('4 MB come through and more do not', async () => {
  const size = 4 * 1024 * 1024
  const statuses = [
    (await post('/slack/events', 'x'.repeat(size))).status,
    (await post('/slack/events', 'x'.repeat(size + 1))).status,
  ]

  expect(statuses).toEqual([202, 413])
  expect(taken).toHaveLength(1)
})

it('unpacks nothing for strangers', async () => {
  expect((await post('/slack/events', gzipSync('{}'), { 'content-encoding': 'gzip' })).status).toBe(415)
  expect(taken).toEqual([])
})

it.each([
  ['GET', '/healthz', 200],
  ['HEAD', '/healthz', 200],
  ['POST', '/healthz', 404],
  ['GET', '/slack/events', 404],
  ['PUT', '/slack/events', 404],
  ['POST', '/slack/events/', 404],
  ['POST', '/Slack/Events', 404],
  ['POST', '/slack/events/../../etc/passwd', 404],
  ['GET', '/', 404],
  ['POST', '/%E0%A4%A', 404],
])('%s %s is answered with %i, without telling who answers', async (method, path, status) => {
  const answer = await fetch(url + path, { method })

  expect(answer.status).toBe(status)
  expect(answer.headers.get('x-powered-by')).toBeNull()
  expect(await answer.text()).not.toMatch(/node_modules|at .*:\d+/)
  expect(taken).toEqual([])
})

it('a door that breaks gives a reference and keeps the reason to the log', async () => {
  const answer = await post('/broken', '{}')
  const text = await answer.text()
  const reference = /reference (\w+)$/.exec(text)?.[1]

  expect(answer.status).toBe(500)
  expect(text).not.toContain('secret')
  expect(logged).toMatchObject([{ reference, err: { message: 'the secret inside' } }])
})

it('stops though somebody holds a connection open', async () => {
  const socket = connect(port, '127.0.0.1')
  const ended = new Promise((resolve) => socket.on('close', resolve).on('error', resolve))
  await new Promise((resolve) => socket.once('connect', resolve))
  await doorway.stop()
  await ended

  await expect(fetch(url)).rejects.toThrow()
})
