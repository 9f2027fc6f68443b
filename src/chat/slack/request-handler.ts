import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ReceiverEvent } from '@slack/bolt'
import type { ChatLogger } from '../shared/chat-logger.ts'
import type { Deduplicator } from '../shared/deduplicator.ts'
import { isJsonObject, type JsonObject, textIn } from '../shared/json-object.ts'
import type { WebhookRequest, WebhookResponse } from '../types.ts'

export interface SlackRequestHandlerDependencies {
  readonly secret: string
  readonly seen: Deduplicator
  /** Where Bolt takes requests. */
  readonly process: (event: ReceiverEvent) => Promise<void>
  readonly now: () => number
  readonly log: ChatLogger
}

/** Slack's own rule for the past. The future is ours: only clocks that differ a little may be ahead. */
const maxAgeInSeconds = 300
const maxClockLeadInSeconds = 60

const maxBodyInBytes = 4 * 1024 * 1024
/** Forgeries are logged one a minute a kind, or whoever sends them could fill the disk. */
const logEveryInMs = 60_000

/** Slack's requests: what is not Slack's, is broken or was here before costs no more than finding that out. */
export const createSlackRequestHandler = (
  parts: SlackRequestHandlerDependencies,
): ((request: WebhookRequest) => Promise<WebhookResponse>) => {
  const { secret, seen, now, log } = parts
  const logged = new Map<SignatureProblem, number>()

  const refused = (why: SignatureProblem): WebhookResponse => {
    if ((logged.get(why) ?? Number.NEGATIVE_INFINITY) + logEveryInMs <= now()) {
      logged.set(why, now())
      log.warn({ why }, 'a request to Slack’s door is not from Slack, or a clock is wrong')
    }
    return { status: 401 }
  }

  return async (request) => {
    if (request.body.byteLength > maxBodyInBytes) return { status: 413 }
    const why = findSignatureProblem(request, secret, now())
    if (why !== undefined) return refused(why)
    const body = parseRequestBody(request)
    if (body === undefined) return { status: 400 }
    if (body.type === 'url_verification') return jsonResponse({ challenge: textIn(body, 'challenge') })
    if (body.ssl_check !== undefined) return { status: 200 }
    const event = textIn(body, 'event_id')
    if (event !== '' && !seen.isFirst(event)) return { status: 200 }
    return processAndAcknowledge(body, event, request, parts)
  }
}

/** Answers as soon as Bolt acknowledges; what is done about it goes on after that. */
const processAndAcknowledge = async (
  body: JsonObject,
  event: string,
  { headers }: WebhookRequest,
  { process, seen, log }: SlackRequestHandlerDependencies,
): Promise<WebhookResponse> => {
  const retry = Number(headers['x-slack-retry-num'])
  try {
    return await new Promise<WebhookResponse>((resolve, reject) => {
      const ack = async (response?: unknown): Promise<void> => resolve(responseOf(response))
      const retried = Number.isInteger(retry) && retry > 0 ? { retryNum: retry } : {}
      // Nobody listens for this kind: 404 makes Slack tell the person that it did not work.
      process({ body, ack, ...retried }).then(() => resolve({ status: 404 }), reject)
    })
  } catch (error) {
    seen.forget(event)
    log.error({ err: error, event }, 'a request from Slack could not be taken')
    return { status: 500 }
  }
}

const responseOf = (response: unknown): WebhookResponse => {
  if (response === undefined || response === '') return { status: 200 }
  return typeof response === 'string' ? { status: 200, body: response } : jsonResponse(response)
}

const jsonResponse = (value: unknown): WebhookResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
})

/** What Slack sent, as Bolt wants it: events are JSON, interactions JSON in a form, commands the form itself. */
const parseRequestBody = ({ headers, body }: WebhookRequest): JsonObject | undefined => {
  const text = Buffer.from(body).toString('utf8')
  if (!String(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    return parseJsonObject(text)
  const form = new URLSearchParams(text)
  const payload = form.get('payload')
  return payload === null ? Object.fromEntries(form) : parseJsonObject(payload)
}

const parseJsonObject = (text: string): JsonObject | undefined => {
  try {
    const json: unknown = JSON.parse(text)
    return isJsonObject(json as JsonObject) ? (json as JsonObject) : undefined
  } catch {
    return undefined
  }
}

/** Why a request is not Slack's; `undefined` where it is. */
type SignatureProblem = 'unsigned' | 'old' | 'future' | 'wrong-signature'

const findSignatureProblem = (
  { headers, body }: WebhookRequest,
  secret: string,
  nowInMs: number,
): SignatureProblem | undefined => {
  const timestamp = headers['x-slack-request-timestamp']
  const signature = headers['x-slack-signature']
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'unsigned'
  const ageInSeconds = Math.floor(nowInMs / 1000) - Number(timestamp)
  if (ageInSeconds > maxAgeInSeconds) return 'old'
  if (ageInSeconds < -maxClockLeadInSeconds) return 'future'
  const right = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`)
  const given = Buffer.from(signature)
  return given.length === right.length && timingSafeEqual(given, right) ? undefined : 'wrong-signature'
}
