import { SlackCallError } from '../api.ts'

const longestWaitInMs = 30_000
const longestAskedForInMs = 120_000

/** 1, 2, 4, 8, 16, then every 30 seconds: five minutes for cards. A whisper that comes later than that answers nothing. */
const mostTries = { post: 13, edit: 13, whisper: 6 } as const
export type Kind = keyof typeof mostTries

/** How long to wait before trying again; `undefined` where it would be in vain. */
export const waitBeforeRetry = (error: unknown, kind: Kind, tries: number): number | undefined => {
  if (!(error instanceof SlackCallError) || error.kind === 'refused' || tries >= mostTries[kind]) return undefined
  const backOff = Math.min(1_000 * 2 ** (tries - 1), longestWaitInMs)
  return error.kind === 'limited' && error.retryAfterInMs > 0
    ? Math.min(error.retryAfterInMs, longestAskedForInMs)
    : backOff
}
