import { timingSafeEqual } from 'node:crypto'
import type { WebhookHead } from '../chat/types.ts'

/** Browsers say with every form where it stood; what leaves it out is none, and has no business here. */
export const isFromOurPage = ({ headers }: WebhookHead, publicUrl: string): boolean =>
  headers.origin === publicUrl && (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin'

export const isSameSecret = (sent: string, known: string): boolean => {
  const [a, b] = [Buffer.from(sent), Buffer.from(known)]
  return a.length === b.length && timingSafeEqual(a, b)
}
