import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { WebhookEndpoint, WebhookResponse } from '../types.ts'
import type { ChatLogger } from './chat-logger.ts'
import { startListening, stopListening } from './http-listening.ts'

export interface WebhookServerOptions {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  readonly endpoints: readonly WebhookEndpoint[]
  readonly log: Pick<ChatLogger, 'error'>
}

export interface WebhookServer {
  /** Resolves with the port. */
  start(): Promise<number>
  /** Takes no more requests, lets those under way finish for a moment, then cuts them. */
  stop(): Promise<void>
}

/** How long a request that is under way may take when the program stops. */
const stopGraceInMs = 2_000

/** Slack sends at most 3 MB, Teams less than 1. */
const maxBodyInBytes = 4 * 1024 * 1024

/**
 * The one server that others may reach: each endpoint's path by POST, `/healthz`, and nothing else. It only carries;
 * whose request it is, each endpoint finds out by itself.
 */
export const createWebhookServer = ({ host, port, endpoints, log }: WebhookServerOptions): WebhookServer => {
  let server: Server | undefined

  const start = async (): Promise<number> => {
    server = createServer(appOf(endpoints, log))
    server.headersTimeout = 10_000
    server.requestTimeout = 30_000
    server.keepAliveTimeout = 65_000 // longer than the load balancers before it, which would else meet a closed connection
    server.maxRequestsPerSocket = 0
    return startListening(server, host, port)
  }

  return { start, stop: async () => (server === undefined ? undefined : stopListening(server, stopGraceInMs)) }
}

const appOf = (endpoints: readonly WebhookEndpoint[], log: Pick<ChatLogger, 'error'>): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('case sensitive routing')
  app.enable('strict routing')
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'))
  // Unpacking for strangers is work that nobody has to do: both platforms send plain bytes.
  const body = express.raw({ type: () => true, limit: maxBodyInBytes, inflate: false })
  for (const endpoint of endpoints) app.post(endpoint.path, body, webhookRequestHandler(endpoint))
  app.use((_request, response) => void response.status(404).type('text/plain').send('not found'))
  app.use(answerWebhookFailures(log))
  return app
}

/** Also for a server of another's, which has read the body as bytes. */
export const webhookRequestHandler =
  (endpoint: WebhookEndpoint): RequestHandler =>
  async (request, response) => {
    const body: unknown = request.body
    const bytes = body instanceof Uint8Array ? body : new Uint8Array()
    const answer: WebhookResponse = await endpoint.serve({
      headers: request.headers,
      body: bytes,
      query: queryOf(request.url),
    })
    response.status(answer.status).set({ ...answer.headers })
    response.end(answer.body)
  }

const queryOf = (url: string): URLSearchParams => new URLSearchParams(url.split('?').slice(1).join('?'))

/** A stranger learns the status and nothing else; the log has the rest under the same reference. */
const answerWebhookFailures =
  (log: Pick<ChatLogger, 'error'>): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const status = statusOf(error)
    response.status(status).type('text/plain')
    if (status < 500) return void response.send(failureTexts[status] ?? 'bad request')
    const reference = randomBytes(6).toString('hex')
    log.error({ err: error, reference, path: request.path }, 'a request failed at the doorway')
    response.send(`something went wrong, reference ${reference}`)
  }

const failureTexts: Readonly<Record<number, string>> = { 413: 'too large', 415: 'not encoded, please' }

const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
