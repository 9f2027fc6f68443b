import { SlackCallError } from '../web-api.ts'

const maxBackOffInMs = 30_000
const maxRetryAfterInMs = 120_000

/** 1, 2, 4, 8, 16, then every 30 seconds: five minutes for cards. A whisper that comes later than that answers nothing. */
const maxTries = { post: 13, edit: 13, whisper: 6 } as const
export type SlackSendKind = keyof typeof maxTries

/** How long to wait before trying again; `undefined` where it would be in vain. */
export const slackRetryDelayInMs = (error: unknown, kind: SlackSendKind, tries: number): number | undefined => {
  if (!(error instanceof SlackCallError) || error.kind === 'refused' || tries >= maxTries[kind]) return undefined
  const backOff = Math.min(1_000 * 2 ** (tries - 1), maxBackOffInMs)
  return error.kind === 'limited' && error.retryAfterInMs > 0
    ? Math.min(error.retryAfterInMs, maxRetryAfterInMs)
    : backOff
}
