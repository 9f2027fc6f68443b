import { CarrierError } from '../carrier.ts'

export type Kind = 'post' | 'edit'

/** Microsoft: "retry with exponential back-off"; none of these has taken the message. */
const notTaken: ReadonlySet<number> = new Set([412, 429, 502, 503, 504])
/** 1, 2, 4, 8, 16, 30, 30: a minute and a half in all. */
const mostTries = 8
const longestWaitInMs = 30_000
const longestAskedForInMs = 120_000

/**
 * How long to wait before trying again; `undefined` where trying again is in vain or could double a message. An edit
 * twice is an edit; a new message after "500" or without an answer may already stand there.
 */
export const waitBeforeRetry = (error: unknown, kind: Kind, tries: number): number | undefined => {
  if (!(error instanceof CarrierError) || tries >= mostTries || !mayRepeat(error, kind, tries)) return undefined
  const backOff = Math.min(1_000 * 2 ** (tries - 1), longestWaitInMs)
  return Math.max(backOff, Math.min(error.retryAfterInMs ?? 0, longestAskedForInMs))
}

const mayRepeat = ({ kind: how, status = 0 }: CarrierError, kind: Kind, tries: number): boolean => {
  if (how === 'unreachable') return true
  if (how === 'no-answer') return kind === 'edit'
  if (status === 401) return tries === 1 // with a new token
  return notTaken.has(status) || (kind === 'edit' && status >= 500)
}
