import type { ReceiverEvent } from '@slack/bolt'
import type { DoorAnswer, DoorRequest } from '../types.ts'
import { bodyOf } from './body.ts'
import type { Seen } from './bounded.ts'
import { type Node, textIn } from './json.ts'
import type { Log } from './options.ts'
import { type Forged, forged } from './signature.ts'

export interface DoorParts {
  readonly secret: string
  readonly seen: Seen
  /** Bolt's way in. */
  readonly process: (event: ReceiverEvent) => Promise<void>
  readonly now: () => number
  readonly log: Log
}

const mostBytes = 4 * 1024 * 1024
/** Forgeries are logged one a minute a kind, or whoever sends them could fill the disk. */
const logEveryInMs = 60_000

/** Slack's requests: what is not Slack's, is broken or was here before costs no more than finding that out. */
export const createDoor = (parts: DoorParts): ((request: DoorRequest) => Promise<DoorAnswer>) => {
  const { secret, seen, now, log } = parts
  const logged = new Map<Forged, number>()

  const refused = (why: Forged): DoorAnswer => {
    if ((logged.get(why) ?? Number.NEGATIVE_INFINITY) + logEveryInMs <= now()) {
      logged.set(why, now())
      log.warn({ why }, 'a request to Slack’s door is not from Slack, or a clock is wrong')
    }
    return { status: 401 }
  }

  return async (request) => {
    if (request.body.byteLength > mostBytes) return { status: 413 }
    const why = forged(request, secret, now())
    if (why !== undefined) return refused(why)
    const body = bodyOf(request)
    if (body === undefined) return { status: 400 }
    if (body.type === 'url_verification') return json({ challenge: textIn(body, 'challenge') })
    if (body.ssl_check !== undefined) return { status: 200 }
    const event = textIn(body, 'event_id')
    if (event !== '' && !seen.first(event)) return { status: 200 }
    return acknowledged(body, event, request, parts)
  }
}

/** Answers as soon as Bolt acknowledges; what is done about it goes on after that. */
const acknowledged = async (
  body: Node,
  event: string,
  { headers }: DoorRequest,
  { process, seen, log }: DoorParts,
): Promise<DoorAnswer> => {
  const retry = Number(headers['x-slack-retry-num'])
  try {
    return await new Promise<DoorAnswer>((resolve, reject) => {
      const ack = async (response?: unknown): Promise<void> => resolve(answerOf(response))
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

const answerOf = (response: unknown): DoorAnswer => {
  if (response === undefined || response === '') return { status: 200 }
  return typeof response === 'string' ? { status: 200, body: response } : json(response)
}

const json = (value: unknown): DoorAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
})
