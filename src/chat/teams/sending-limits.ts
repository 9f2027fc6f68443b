import type { SendingLimits, SendKind } from '../shared/outbox/types.ts'
import { TeamsCallError } from './connector-http-client.ts'

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
const retryDelayInMs = (error: unknown, kind: SendKind, tries: number): number | undefined => {
  if (!(error instanceof TeamsCallError) || tries >= maxTries || !mayRepeat(error, kind, tries)) return undefined
  const backOff = Math.min(1_000 * 2 ** (tries - 1), maxBackOffInMs)
  return Math.max(backOff, Math.min(error.retryAfterInMs ?? 0, maxRetryAfterInMs))
}

const mayRepeat = ({ kind: how, status = 0 }: TeamsCallError, kind: SendKind, tries: number): boolean => {
  if (how === 'unreachable') return true
  if (how === 'no-answer') return kind === 'edit'
  if (status === 401) return tries === 1 // with a new token
  return retryableStatuses.has(status) || (kind === 'edit' && status >= 500)
}

/** Microsoft's limits for one bot in one conversation, which edits count for too. */
export const teamsSendingLimits: SendingLimits = {
  platform: 'Teams',
  rates: [
    { messages: 7, inMs: 1_000 },
    { messages: 8, inMs: 2_000 },
    { messages: 60, inMs: 30_000 },
    { messages: 1_800, inMs: 3_600_000 },
  ],
  isRateLimited: () => true,
  holdsAll: () => true,
  countedFrom: 'sending',
  retryDelayInMs,
}
