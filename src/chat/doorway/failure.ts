import { randomBytes } from 'node:crypto'
import type { ErrorRequestHandler } from 'express'
import type { DoorwayLog } from '../doorway.ts'

/** A stranger learns the status and nothing else; the log has the rest under the same reference. */
export const answerFailures =
  (log: DoorwayLog): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const status = statusOf(error)
    response.status(status).type('text/plain')
    if (status < 500) return void response.send(words[status] ?? 'bad request')
    const reference = randomBytes(6).toString('hex')
    log.error({ err: error, reference, path: request.path }, 'a request failed at the doorway')
    response.send(`something went wrong, reference ${reference}`)
  }

const words: Readonly<Record<number, string>> = { 413: 'too large', 415: 'not encoded, please' }

const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
