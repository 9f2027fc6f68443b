import type { WebClient } from '@slack/web-api'
import { isJsonObject, type JsonObject, textIn } from '../shared/json-object.ts'

/** How a call went wrong: what matters is whether Slack may have done it, and whether it would another time. */
export type SlackCallFailure =
  | 'refused' // never will
  | 'limited' // not done; later
  | 'unreachable' // not done; later
  | 'unclear' // may have been done

export class SlackCallError extends Error {
  override readonly name = 'SlackCallError'
  readonly kind: SlackCallFailure
  /** Slack's own word for it: `channel_not_found`. */
  readonly code: string
  readonly retryAfterInMs: number

  constructor(
    method: string,
    kind: SlackCallFailure,
    code: string,
    more: { retryAfterInMs?: number; cause?: unknown } = {},
  ) {
    super(`${method}: ${code}`, { cause: more.cause })
    this.kind = kind
    this.code = code
    this.retryAfterInMs = more.retryAfterInMs ?? 0
  }
}

export interface SlackApi {
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<JsonObject>
  /** Shared with nobody but who is in `channel`, where there is one; returns the file's id. */
  upload(file: SlackUpload): Promise<string>
}

interface SlackUpload {
  readonly name: string
  /** Of a picture. */
  readonly alt?: string
  readonly bytes: Uint8Array
  readonly channel?: string
}

export const createSlackApi = (client: WebClient): SlackApi => ({
  call: async (method, args) => {
    try {
      const answer: unknown = await client.apiCall(method, { ...args })
      return answer as JsonObject
    } catch (error) {
      throw toSlackCallError(method, error)
    }
  },
  upload: async ({ name, alt, bytes, channel }) => {
    try {
      const answer = await client.filesUploadV2({
        file: Buffer.from(bytes),
        filename: name,
        ...(alt === undefined ? {} : { alt_text: alt }),
        ...(channel === undefined ? {} : { channel_id: channel }),
      })
      const id = answer.files[0]?.files?.[0]?.id
      if (id === undefined) throw new Error('no file came back')
      return id
    } catch (error) {
      throw toSlackCallError('files.uploadV2', error)
    }
  },
})

/** Slack's own trouble, told with status 200. */
const slackOutageCodes = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]
/** Nothing was sent: there was nobody to send it to. */
const unreachableCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

const toSlackCallError = (method: string, error: unknown): SlackCallError => {
  const { code, data, statusCode, retryAfter, original } = error as Readonly<Record<string, unknown>>
  switch (code) {
    case 'slack_webapi_platform_error': {
      const told = textIn(isJsonObject(data as JsonObject) ? (data as JsonObject) : {}, 'error') || 'unknown'
      const kind = told === 'ratelimited' ? 'limited' : slackOutageCodes.includes(told) ? 'unclear' : 'refused'
      return new SlackCallError(method, kind, told, { cause: error })
    }
    case 'slack_webapi_rate_limited_error':
      return new SlackCallError(method, 'limited', 'ratelimited', { retryAfterInMs: Number(retryAfter) * 1000 })
    case 'slack_webapi_http_error':
      return new SlackCallError(method, Number(statusCode) >= 500 ? 'unclear' : 'refused', `http_${String(statusCode)}`)
    default: {
      const why = causeCode(original ?? error)
      return new SlackCallError(method, unreachableCodes.includes(why) ? 'unreachable' : 'unclear', why, {
        cause: error,
      })
    }
  }
}

const causeCode = (error: unknown): string => {
  const { code, cause, name } = (error ?? {}) as { code?: unknown; cause?: unknown; name?: unknown }
  if (typeof code === 'string') return code
  return cause === undefined || cause === null ? String(name ?? 'unknown') : causeCode(cause)
}
