import { createHmac, timingSafeEqual } from 'node:crypto'
import type { WebhookHead, WebhookRequest } from '../types.ts'

/** Slack's own rule for the past. The future is ours: only clocks that differ a little may be ahead. */
const maxAgeInSeconds = 300
const maxClockLeadInSeconds = 60

/** Why a request is not Slack's; `undefined` where it is. */
export type SignatureProblem = 'unsigned' | 'old' | 'future' | 'wrong-signature'

/** What the head alone tells: whether it is signed at all, in a form of Slack's, and lately. */
export const findStaleSignature = ({ headers }: WebhookHead, nowInMs: number): SignatureProblem | undefined => {
  const timestamp = headers['x-slack-request-timestamp']
  const signature = headers['x-slack-signature']
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'unsigned'
  if (!/^v0=[0-9a-f]{64}$/.test(signature)) return 'wrong-signature'
  const ageInS = Math.floor(nowInMs / 1000) - Number(timestamp)
  if (ageInS > maxAgeInSeconds) return 'old'
  return ageInS < -maxClockLeadInSeconds ? 'future' : undefined
}

export const findSignatureProblem = (
  request: WebhookRequest,
  secret: string,
  nowInMs: number,
): SignatureProblem | undefined => {
  const problem = findStaleSignature(request, nowInMs)
  if (problem !== undefined) return problem
  const { headers, body } = request
  const timestamp = String(headers['x-slack-request-timestamp'])
  const right = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`)
  const given = Buffer.from(String(headers['x-slack-signature']))
  return given.length === right.length && timingSafeEqual(given, right) ? undefined : 'wrong-signature'
}
