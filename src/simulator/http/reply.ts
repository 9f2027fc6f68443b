import { setTimeout as delay } from 'node:timers/promises'
import type { Request, Response } from 'express'
import { ArmError } from './arm-error.ts'
import { failureFor, isAmong } from './conditions.ts'
import type { Answer } from './route.ts'
import { sendDownload } from './send-download.ts'
import type { State } from './state.ts'

export interface Reply {
  /** Sent with every answer. */
  readonly headers: Readonly<Record<string, string>>
  /** Carries the request out; throws an `ArmError` for a refusal. */
  produce(): Answer
  /** Called with what is answered, before it is. */
  settled?(status: number): void
}

/** Answers under the conditions set: late, never, wrongly, cut off, or as it should be. */
export async function reply(state: State, request: Request, response: Response, given: Reply): Promise<void> {
  const { conditions } = state
  const name = nameOf(request)
  if (isAmong(conditions.hung, name)) return
  const failure = failureFor(conditions, name)
  const answer = failure === undefined ? carriedOut(given) : failing(failure)
  given.settled?.(answer.status)
  if (conditions.latencyInMs !== undefined) await delay(conditions.latencyInMs)
  if (isAmong(conditions.lost, name)) request.socket.destroy()
  else if (answer.download === undefined) send(response, given.headers, answer, isAmong(conditions.malformed, name))
  else await sendDownload({ state, request, response, name, headers: given.headers }, answer, answer.download)
}

/** `GET /subscriptions/…?…` for ARM, `GET contoso-web.azurewebsites.net/…` elsewhere. */
function nameOf(request: Request): string {
  const host = request.hostname ?? ''
  const isOther = host.endsWith('.azurewebsites.net') || host === 'prices.azure.com'
  return `${request.method} ${isOther ? host : ''}${request.originalUrl}`
}

function carriedOut(given: Reply): Answer {
  try {
    return given.produce()
  } catch (error) {
    if (error instanceof ArmError) return { status: error.status, body: error.body, headers: error.headers }
    throw error
  }
}

function failing(status: number): Answer {
  const error = { code: status >= 500 ? 'InternalServerError' : 'Failed', message: `The server answered ${status}.` }
  return { status, body: { error } }
}

function send(response: Response, headers: Reply['headers'], answer: Answer, isMalformed: boolean): void {
  response.status(answer.status).set({ 'Cache-Control': 'no-cache', ...headers, ...answer.headers })
  if (isMalformed) response.type('application/json').send('{"value":[{"id":"/subscriptions/')
  else if (answer.body === undefined) response.end()
  else if (typeof answer.body === 'string') response.send(answer.body)
  else response.json(answer.body)
}
