import { TeamsCallError } from '../connector-http-client.ts'

export type TeamsSendKind = 'post' | 'edit'

/** Microsoft: "retry with exponential back-off"; none of these has taken the message. */
const retryableStatuses: ReadonlySet<number> = new Set([412, 429, 502, 503, 504])
/** 1, 2, 4, 8, 16, 30, 30: a minute and a half in all. */
const maxTries = 8
const maxBackOffInMs = 30_000
const maxRetryAfterInMs = 120_000

/**
 * How long to wait before trying again; `undefined` where trying again is in vain or could double a message. An edit
 * twice is an edit; a new message after "500" or without an answer may already stand there.
 */
export const teamsRetryDelayInMs = (error: unknown, kind: TeamsSendKind, tries: number): number | undefined => {
  if (!(error instanceof TeamsCallError) || tries >= maxTries || !mayRepeat(error, kind, tries)) return undefined
  const backOff = Math.min(1_000 * 2 ** (tries - 1), maxBackOffInMs)
  return Math.max(backOff, Math.min(error.retryAfterInMs ?? 0, maxRetryAfterInMs))
}

const mayRepeat = ({ kind: how, status = 0 }: TeamsCallError, kind: TeamsSendKind, tries: number): boolean => {
  if (how === 'unreachable') return true
  if (how === 'no-answer') return kind === 'edit'
  if (status === 401) return tries === 1 // with a new token
  return retryableStatuses.has(status) || (kind === 'edit' && status >= 500)
}
