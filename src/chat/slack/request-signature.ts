import { createHmac, timingSafeEqual } from 'node:crypto'
import type { WebhookRequest } from '../types.ts'

/** Slack's own rule for the past. The future is ours: only clocks that differ a little may be ahead. */
const maxAgeInSeconds = 300
const maxClockLeadInSeconds = 60

/** Why a request is not Slack's; `undefined` where it is. */
export type SignatureProblem = 'unsigned' | 'old' | 'future' | 'wrong-signature'

export const findSignatureProblem = (
  { headers, body }: WebhookRequest,
  secret: string,
  nowInMs: number,
): SignatureProblem | undefined => {
  const timestamp = headers['x-slack-request-timestamp']
  const signature = headers['x-slack-signature']
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'unsigned'
  const ageInS = Math.floor(nowInMs / 1000) - Number(timestamp)
  if (ageInS > maxAgeInSeconds) return 'old'
  if (ageInS < -maxClockLeadInSeconds) return 'future'
  const right = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`)
  const given = Buffer.from(signature)
  return given.length === right.length && timingSafeEqual(given, right) ? undefined : 'wrong-signature'
}
