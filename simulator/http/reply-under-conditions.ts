import { setTimeout as delay } from 'node:timers/promises'
import type { Request, Response } from 'express'
import { ArmError } from './arm-error.ts'
import type { RouteAnswer } from './arm-route.ts'
import { forcedStatusFor, matchesAny } from './conditions.ts'
import { sendDownload } from './send-download.ts'
import type { SimulatorState } from './simulator-state.ts'

export interface SimulatedReply {
  /** Sent with every answer. */
  readonly headers: Readonly<Record<string, string>>
  /** Carries the request out; throws an `ArmError` for a refusal. */
  produce(): RouteAnswer
  /** Called with what is answered, before it is. */
  settled?(status: number): void
}

/** Answers under the conditions set: late, never, wrongly, cut off, or as it should be. */
export async function replyUnderConditions(
  state: SimulatorState,
  request: Request,
  response: Response,
  reply: SimulatedReply,
): Promise<void> {
  const { conditions } = state
  const name = nameOf(request)
  if (matchesAny(conditions.hung, name)) return
  const failure = forcedStatusFor(conditions, name)
  const answer = failure === undefined ? produceAnswer(reply) : forcedAnswer(failure)
  reply.settled?.(answer.status)
  if (conditions.latencyInMs !== undefined) await delay(conditions.latencyInMs)
  if (matchesAny(conditions.lost, name)) request.socket.destroy()
  else if (answer.download === undefined) send(response, reply.headers, answer, matchesAny(conditions.malformed, name))
  else await sendDownload({ state, request, response, name, headers: reply.headers }, answer, answer.download)
}

const otherHosts: readonly string[] = ['prices.azure.com', 'api.loganalytics.io']

/** `GET /subscriptions/…?…` for ARM, `GET contoso-web.azurewebsites.net/…` elsewhere. */
function nameOf(request: Request): string {
  const host = request.hostname ?? ''
  const isOther = host.endsWith('.azurewebsites.net') || otherHosts.includes(host)
  return `${request.method} ${isOther ? host : ''}${request.originalUrl}`
}

function produceAnswer(reply: SimulatedReply): RouteAnswer {
  try {
    return reply.produce()
  } catch (error) {
    if (error instanceof ArmError) return { status: error.status, body: error.body, headers: error.headers }
    throw error
  }
}

const gatewayTitles: Readonly<Record<number, string>> = { 502: '502 Bad Gateway', 504: '504 Gateway Time-out' }

/** Gateways in front of Azure's hosts answer with a page of their own. */
function forcedAnswer(status: number): RouteAnswer {
  const title = gatewayTitles[status]
  if (title !== undefined) {
    return {
      status,
      body: `<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>${title}</h1></body>\r\n</html>`,
    }
  }
  const error = { code: status >= 500 ? 'InternalServerError' : 'Failed', message: `The server answered ${status}.` }
  return { status, body: { error } }
}

function send(response: Response, headers: SimulatedReply['headers'], answer: RouteAnswer, isMalformed: boolean): void {
  response.status(answer.status).set({ 'Cache-Control': 'no-cache', ...headers, ...answer.headers })
  if (isMalformed) response.type('application/json').send('{"value":[{"id":"/subscriptions/')
  else if (answer.body === undefined) response.end()
  else if (typeof answer.body === 'string') response.send(answer.body)
  else response.json(answer.body)
}
