import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express'
import type { WebhookEndpoint, WebhookHead, WebhookResponse, WebPage } from '../types.ts'
import { type BodyReading, createBodyReader, type ReadBody } from './body-reader.ts'
import type { ChatLogger } from './chat-logger.ts'
import { type ConnectionLimits, connectionLimits, createLimitedServer } from './connection-limits.ts'
import { startListening, stopListening } from './http-listening.ts'

export interface WebhookServerOptions {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  readonly endpoints: readonly WebhookEndpoint[]
  readonly pages?: readonly WebPage[]
  readonly log: Pick<ChatLogger, 'error'>
  /** What differs from the usual limits. */
  readonly limits?: Partial<ConnectionLimits>
}

export interface WebhookServer {
  /** Resolves with the port. */
  start(): Promise<number>
  /** Takes no more requests, lets those under way finish for a moment, then cuts them. */
  stop(): Promise<void>
}

/** How long a request that is under way may take when the program stops. */
const stopGraceInMs = 2_000

/**
 * The one server that others may reach: each door's path by POST, each page's by GET, `/healthz`, and nothing else. It
 * only carries; whose request it is, each of them finds out by itself.
 */
export const createWebhookServer = (options: WebhookServerOptions): WebhookServer => {
  const limits = { ...connectionLimits, ...options.limits }
  let server: Server | undefined

  const start = async (): Promise<number> => {
    server = createLimitedServer(appOf(options, createBodyReader(limits.maxLargeBodies)), limits)
    return startListening(server, options.host, options.port)
  }

  return { start, stop: async () => (server === undefined ? undefined : stopListening(server, stopGraceInMs)) }
}

const appOf = ({ endpoints, pages = [], log }: WebhookServerOptions, readBody: ReadBody): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('case sensitive routing')
  app.enable('strict routing')
  app.get('/healthz', (request, response) => {
    leaveUnread(request, response)
    response.type('text/plain').send('ok')
  })
  for (const endpoint of endpoints) app.post(endpoint.path, webhookRequestHandler(endpoint, readBody))
  for (const page of pages) app.get(page.path, webPageHandler(page))
  app.use((request, response) => {
    leaveUnread(request, response)
    response.status(404).type('text/plain').send('not found')
  })
  app.use(answerWebhookFailures(log))
  return app
}

/** Also for a server of another's. The cheapest questions come first, and the body after all of them. */
export const webhookRequestHandler =
  (endpoint: WebhookEndpoint, readBody: ReadBody): RequestHandler =>
  async (request, response) => {
    const head: WebhookHead = { headers: request.headers, query: queryOf(request.url) }
    const refused = refusalOf(head, endpoint) ?? (await endpoint.admit(head))
    if (refused !== undefined) leaveUnread(request, response)
    const answer = refused ?? (await answerBody(await readBody(request, endpoint.maxBodyInBytes), head, endpoint))
    if (response.destroyed) return
    await sendAnswer(answer, response)
  }

/** Also for a server of another's. A page needs no body, whatever is sent. */
export const webPageHandler =
  (page: WebPage): RequestHandler =>
  async (request, response) => {
    leaveUnread(request, response)
    const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]))
    const answer = await page.show({ headers: request.headers, query: queryOf(request.url), params })
    await sendAnswer(answer, response)
  }

const sendAnswer = async ({ status, headers, body, stream }: WebhookResponse, response: Response): Promise<void> => {
  response.status(status).set({ ...headers })
  if (stream === undefined) return void response.end(body)
  await pipeline(stream, response).catch((error: unknown) => {
    // Who went away before the end is told nothing more.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

/** What no endpoint has to be asked for. Unpacking for strangers is work: all who call us send plain bytes. */
const refusalOf = ({ headers }: WebhookHead, endpoint: WebhookEndpoint): WebhookResponse | undefined => {
  if (Number(headers['content-length'] ?? 0) > endpoint.maxBodyInBytes) return plainAnswer(413)
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return plainAnswer(415)
  const type =
    String(headers['content-type'] ?? '')
      .split(';')[0]
      ?.trim()
      .toLowerCase() ?? ''
  return (endpoint.contentTypes ?? [type]).includes(type) ? undefined : plainAnswer(415)
}

const answerBody = async (
  reading: BodyReading,
  head: WebhookHead,
  endpoint: WebhookEndpoint,
): Promise<WebhookResponse> => {
  switch (reading.is) {
    case 'read':
      return endpoint.serve({ ...head, body: reading.body })
    case 'too-large':
      return lastAnswer(413)
    case 'broken':
      return lastAnswer(408)
    default:
      return reading satisfies never
  }
}

const queryOf = (url: string): URLSearchParams => new URLSearchParams(url.split('?').slice(1).join('?'))

const plainAnswer = (status: number): WebhookResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: failureTexts[status] ?? 'bad request',
})

/** What still comes on this connection is the rest of a body. */
const lastAnswer = (status: number): WebhookResponse => {
  const { headers, ...answer } = plainAnswer(status)
  return { ...answer, headers: { ...headers, connection: 'close' } }
}

/** A stranger learns the status and nothing else; the log has the rest under the same reference. */
const answerWebhookFailures =
  (log: Pick<ChatLogger, 'error'>): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error)
    leaveUnread(request, response)
    const status = statusOf(error)
    response.status(status).type('text/plain')
    if (status < 500) return void response.send(failureTexts[status] ?? 'bad request')
    const reference = randomBytes(6).toString('hex')
    // The path of a page holds what its link is known by.
    log.error({ err: error, reference, path: request.route?.path }, 'a request failed at the doorway')
    response.send(`something went wrong, reference ${reference}`)
  }

const failureTexts: Readonly<Record<number, string>> = {
  408: 'too slow',
  413: 'too large',
  415: 'not encoded and of another type, please',
}

const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

/** So little that Node may read and throw it away, and the connection goes on. */
const maxThrownAwayInBytes = 16 * 1024

/** Long enough for the answer to reach somebody who is still sending; a reset would overtake it. */
const lingerInMs = 1_000

/**
 * Answers without the body. A large one stays with its sender: left to itself, Node would read it to its end once the
 * request is answered, and what is thrown away costs memory first. So this is the last answer of the connection.
 */
const leaveUnread = (request: IncomingMessage, response: ServerResponse): void => {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (encoding === undefined && Number(length ?? 0) <= maxThrownAwayInBytes) return
  request.on('readable', () => undefined) // A reader that never reads.
  response.setHeader('connection', 'close')
  const { socket } = request
  socket.destroySoon = () => {
    socket.end()
    const cut = setTimeout(() => socket.destroy(), lingerInMs)
    socket.once('close', () => clearTimeout(cut))
  }
}
