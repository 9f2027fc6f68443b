import { createHash } from 'node:crypto'
import { pageStyle } from '../../views/pages/page-style.ts'
import { reportStyle } from '../../views/report/report-style.ts'
import type { WebhookResponse } from '../types.ts'

const styleSources = [pageStyle, reportStyle].map(
  (style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
)

/**
 * Of everything that a page answers. Nobody frames it, nothing runs in it, nobody keeps it, and no other site learns its
 * address. `no-referrer` would take the Origin from its own forms as well, by which we know that they are ours.
 */
const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    `default-src 'none'; style-src ${styleSources.join(' ')}; form-action 'self'; ` +
    "base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

export const htmlResponse = (status: number, html: string): WebhookResponse => ({
  status,
  headers: { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' },
  body: html,
})

/** See Other: whatever was sent, the browser goes on with GET. */
export const redirectResponse = (
  location: string,
  headers: Readonly<Record<string, string>> = {},
): WebhookResponse => ({
  status: 303,
  headers: { ...pageHeaders, ...headers, location },
})
