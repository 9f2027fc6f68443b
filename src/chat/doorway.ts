import { createServer, type Server } from 'node:http'
import express, { type Express, type RequestHandler } from 'express'
import { answerFailures } from './doorway/failure.ts'
import { listen, stopListening } from './listen.ts'
import type { Door, DoorAnswer } from './types.ts'

export interface DoorwayOptions {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  readonly doors: readonly Door[]
  readonly log: DoorwayLog
}

export interface DoorwayLog {
  error(details: object, message: string): void
}

export interface Doorway {
  /** Resolves with the port. */
  start(): Promise<number>
  /** Takes no more requests, lets those under way finish for a moment, then cuts them. */
  stop(): Promise<void>
}

/** How long a request that is under way may take when the program stops. */
const graceInMs = 2_000

/** Slack sends at most 3 MB, Teams less than 1. */
const limitInBytes = 4 * 1024 * 1024

/**
 * The one server that others may reach: each door's path by POST, `/healthz`, and nothing else. It only carries;
 * whose request it is, each door finds out by itself.
 */
export const createDoorway = ({ host, port, doors, log }: DoorwayOptions): Doorway => {
  let server: Server | undefined

  const start = async (): Promise<number> => {
    server = createServer(appOf(doors, log))
    server.headersTimeout = 10_000
    server.requestTimeout = 30_000
    server.keepAliveTimeout = 65_000 // longer than the load balancers before it, which would else meet a closed door
    server.maxRequestsPerSocket = 0
    return listen(server, host, port)
  }

  return { start, stop: async () => (server === undefined ? undefined : stopListening(server, graceInMs)) }
}

const appOf = (doors: readonly Door[], log: DoorwayLog): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('case sensitive routing')
  app.enable('strict routing')
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'))
  // Unpacking for strangers is work that nobody has to do: both platforms send plain bytes.
  const body = express.raw({ type: () => true, limit: limitInBytes, inflate: false })
  for (const door of doors) app.post(door.path, body, through(door))
  app.use((_request, response) => void response.status(404).type('text/plain').send('not found'))
  app.use(answerFailures(log))
  return app
}

/** Also for a server of another's, which has read the body as bytes. */
export const through =
  (door: Door): RequestHandler =>
  async (request, response) => {
    const body: unknown = request.body
    const bytes = body instanceof Uint8Array ? body : new Uint8Array()
    const answer: DoorAnswer = await door.serve({ headers: request.headers, body: bytes, query: queryOf(request.url) })
    response.status(answer.status).set({ ...answer.headers })
    response.end(answer.body)
  }

const queryOf = (url: string): URLSearchParams => new URLSearchParams(url.split('?').slice(1).join('?'))
