import type { SendingLimits, SendKind } from '../shared/outbox/types.ts'
import { SlackCallError } from './web-api.ts'

const maxBackOffInMs = 30_000
const maxRetryAfterInMs = 120_000

/** 1, 2, 4, 8, 16, then every 30 seconds: five minutes for cards. A whisper that comes later than that answers nothing. */
const maxTries = { post: 13, edit: 13, whisper: 6 } as const

/** How long to wait before trying again; `undefined` where it would be in vain. */
export const slackRetryDelayInMs = (error: unknown, kind: SendKind, tries: number): number | undefined => {
  if (!(error instanceof SlackCallError) || error.kind === 'refused' || tries >= maxTries[kind]) return undefined
  const backOff = Math.min(1_000 * 2 ** (tries - 1), maxBackOffInMs)
  return error.kind === 'limited' && error.retryAfterInMs > 0
    ? Math.min(error.retryAfterInMs, maxRetryAfterInMs)
    : backOff
}

/**
 * Slack: one message a second a channel; edits and whispers need not wait for the second that posts wait for. Each method
 * has its own limit a workspace, chat.update some 50 a minute (docs.slack.dev, rate limits, tier 3): edits are paced before
 * it, since what is refused is to be held for half a minute and more.
 */
export const slackSendingLimits: SendingLimits = {
  platform: 'Slack',
  rates: [{ messages: 1, inMs: 1_000 }],
  editRate: { messages: 50, inMs: 60_000 },
  // Each method has a limit of its own; an outage is one for all.
  holdsAll: (error) => !(error instanceof SlackCallError && error.kind === 'limited'),
  isRateLimited: (kind) => kind === 'post',
  // When it was sent, Slack did not have it yet.
  countedFrom: 'answer',
  retryDelayInMs: slackRetryDelayInMs,
  mayHaveArrived: (error) => error instanceof SlackCallError && error.kind === 'unclear',
}
