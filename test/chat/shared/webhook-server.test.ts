import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWebhookServer, type WebhookServer } from '../../../src/chat/shared/webhook-server.ts'
import type { WebhookHead, WebhookRequest, WebhookResponse } from '../../../src/chat/types.ts'

let doorway: WebhookServer
let url: string
let port: number
const taken: WebhookRequest[] = []
const logged: object[] = []
let refusal: WebhookResponse | undefined
const judged: WebhookHead[] = []

const megabyte = 1024 * 1024

/** Small enough that a test meets them soon, and long enough for a busy machine. */
const tight = {
  headersTimeoutInMs: 2_000,
  requestTimeoutInMs: 2_000,
  checkIntervalInMs: 10,
  maxConnections: 8,
  maxLargeBodies: 1,
}

const open = async (limits: typeof tight): Promise<void> => {
  const serve = async (request: WebhookRequest) => {
    taken.push(request)
    return { status: 202, headers: { 'x-answer': 'yes' }, body: 'taken' }
  }
  const broken = async () => {
    throw new Error('the secret inside')
  }
  const admit = async (head: WebhookHead) => {
    judged.push(head)
    return refusal
  }
  const maxBodyInBytes = 4 * megabyte
  doorway = createWebhookServer({
    host: '127.0.0.1',
    port: 0,
    endpoints: [
      { path: '/slack/events', maxBodyInBytes, admit, serve },
      { path: '/small', maxBodyInBytes: 16, contentTypes: ['application/json'], admit, serve },
      { path: '/broken', maxBodyInBytes, admit, serve: broken },
    ],
    log: { error: (details) => void logged.push(details) },
    limits,
  })
  port = await doorway.start()
  url = `http://127.0.0.1:${port}`
}

beforeEach(async () => {
  taken.length = 0
  logged.length = 0
  judged.length = 0
  refusal = undefined
  await open(tight)
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

/** Sends as it stands, then nothing more; resolves with all that came back when the connection ended. */
const exchange = (text: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let told = ''
    socket.on('data', (data) => {
      told += String(data)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(told))
  })

const headOf = (path: string, headers: Record<string, string | number>): string =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: x',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n')

it('what says that it is too large is not asked who it is, and not read', async () => {
  const told = await exchange(headOf('/small', { 'content-type': 'application/json', 'content-length': 17 }))

  expect(told).toMatch(/^HTTP\/1\.1 413 /)
  expect(judged).toEqual([])
})

it('what does not say how large it is is cut off where it is too large', async () => {
  const chunked = headOf('/small', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
  const told = await exchange(`${chunked}20\r\n${'x'.repeat(32)}\r\n`)

  expect(told).toMatch(/^HTTP\/1\.1 413 /)
  expect(taken).toEqual([])
})

it('a body of another kind than the platform sends is refused', async () => {
  expect((await post('/small', '{}', { 'content-type': 'text/html' })).status).toBe(415)
  expect((await post('/small', '{}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(202)
})

it('whoever is refused by the head is answered before a byte of the body has come', async () => {
  refusal = { status: 401 }
  const told = await exchange(headOf('/slack/events', { 'content-length': 1_000 }))

  expect(told).toMatch(/^HTTP\/1\.1 401 /)
  expect(judged).toHaveLength(1)
  expect(taken).toEqual([])
})

it('a connection goes on after a refusal whose body has come', async () => {
  refusal = { status: 401 }
  const statuses: number[] = []
  for (let tries = 0; tries < 3; tries += 1) statuses.push((await post('/slack/events', 'x'.repeat(1_000))).status)
  refusal = undefined
  statuses.push((await post('/slack/events', 'x')).status)

  expect(statuses).toEqual([401, 401, 401, 202])
})

it.each([
  ['a head', 'POST /slack/events HTTP/1.1\r\nHost: x\r\n'],
  ['a body', headOf('/slack/events', { 'content-length': 1_000 })],
])('%s that does not end is answered with 408, and the connection closed', async (_, text) => {
  expect(await exchange(text)).toMatch(/^HTTP\/1\.1 408 /)
  expect(taken).toEqual([])
})

it('a large body waits for the one that is being read, and holds up no small one', async () => {
  await doorway.stop()
  const patient = 60_000
  await open({ ...tight, headersTimeoutInMs: patient, requestTimeoutInMs: patient })
  const dawdler = connect(port, '127.0.0.1')
  dawdler.write(`${headOf('/slack/events', { 'content-length': megabyte })}${'x'.repeat(megabyte - 1)}`)
  const small = async () => (await post('/slack/events', 'y'.repeat(10_000))).status
  // By the time that these are answered the server has read of the dawdler what makes its body a large one.
  const early = [await small(), await small(), await small()]

  const next = post('/slack/events', 'z'.repeat(megabyte))
  const beside = [await small(), await small(), await small()]
  const sizesWhileHeld = taken.map(({ body }) => body.byteLength)
  dawdler.end('x')

  expect([...early, ...beside]).toEqual(Array(6).fill(202))
  expect(sizesWhileHeld).toEqual(Array(6).fill(10_000))
  expect((await next).status).toBe(202)
  expect(taken.slice(6).map(({ body }) => body.byteLength)).toEqual([megabyte, megabyte])
})

it('connections beyond the limit are turned away, and who only keeps a place gives it up', async () => {
  const held = Array.from({ length: tight.maxConnections }, () => exchange('POST /slack/events HTTP/1.1\r\n'))
  await Promise.all([...held, exchange('')])

  expect((await post('/slack/events', 'x')).status).toBe(202)
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
