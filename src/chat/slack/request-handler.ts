import type { ReceiverEvent } from '@slack/bolt'
import type { ChatLogger } from '../shared/chat-logger.ts'
import type { Deduplicator } from '../shared/deduplicator.ts'
import { isJsonObject, type JsonObject, textIn } from '../shared/json-object.ts'
import { createSharedWork } from '../shared/shared-work.ts'
import type { WebhookEndpoint, WebhookRequest, WebhookResponse } from '../types.ts'
import { isNotAccepted } from './acknowledge-last.ts'
import { findSignatureProblem, findStaleSignature, type SignatureProblem } from './request-signature.ts'

export interface SlackRequestHandlerDependencies {
  readonly secret: string
  readonly seen: Deduplicator
  /** Bolt's way in. */
  readonly process: (event: ReceiverEvent) => Promise<void>
  readonly now: () => number
  readonly log: ChatLogger
}

/**
 * Slack names no limit for what it sends. Its largest is a message of 40,000 characters (docs.slack.dev, chat.postMessage),
 * which comes as text and as blocks, each character escaped into up to 12 bytes: just under 1 MB. A form, whose view is
 * 250 KB at most (views.open), comes urlencoded.
 */
export const slackMaxBodyInBytes = 1024 * 1024
/** Forgeries are logged one a minute a kind, or whoever sends them could fill the disk. */
const logEveryInMs = 60_000

/** Slack's requests: what is not Slack's, is broken or was here before costs no more than finding that out. */
export const createSlackRequestHandler = (
  parts: SlackRequestHandlerDependencies,
): Pick<WebhookEndpoint, 'admit' | 'serve'> => {
  const { secret, seen, now, log } = parts
  const logged = new Map<SignatureProblem, number>()
  const share = createSharedWork<WebhookResponse>()

  const refused = (why: SignatureProblem): WebhookResponse => {
    if ((logged.get(why) ?? Number.NEGATIVE_INFINITY) + logEveryInMs <= now()) {
      logged.set(why, now())
      log.warn({ why }, 'a request to Slack’s door is not from Slack, or a clock is wrong')
    }
    return { status: 401 }
  }

  const serve = async (request: WebhookRequest): Promise<WebhookResponse> => {
    if (request.body.byteLength > slackMaxBodyInBytes) return { status: 413 }
    const why = findSignatureProblem(request, secret, now())
    if (why !== undefined) return refused(why)
    const body = parseRequestBody(request)
    if (body === undefined) return { status: 400 }
    if (body.type === 'url_verification') return jsonResponse({ challenge: textIn(body, 'challenge') })
    if (body.ssl_check !== undefined) return { status: 200 }
    const event = textIn(body, 'event_id')
    const process = () => processAndAcknowledge(body, event, request, parts)
    if (event === '') return process()
    return share(event, async () => (seen.isFirst(event) ? process() : { status: 200 }))
  }

  const admit: WebhookEndpoint['admit'] = async (head) => {
    const why = findStaleSignature(head, now())
    return why === undefined ? undefined : refused(why)
  }

  return { admit, serve }
}

/** Answers once Bolt acknowledges, when what came in is durable; what is done about it goes on after that. */
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
      // Nobody listens for this kind: 404 makes Slack tell the person that it did not work. An event is nobody's click.
      const unheard = body.type === 'event_callback' ? 200 : 404
      process({ body, ack, ...retried }).then(() => resolve({ status: unheard }), reject)
    })
  } catch (error) {
    seen.forget(event)
    if (isNotAccepted(error)) return { status: 503 }
    // Bolt hands the other errors of listeners to its own handler: what is thrown here is about a body that is not whole.
    log.warn({ err: error, event }, 'a request from Slack is not whole, and was not taken')
    return { status: 400 }
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
