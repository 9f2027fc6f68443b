import { redact } from '../redact.ts'

const longestInChars = 300

/** Text written by others, fit for a finding: one line, without secrets, of bounded length. */
export function untrusted(text: string): string {
  const line = redact(text)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  const chars = [...line.slice(0, 2 * longestInChars)]
  return chars.length > longestInChars ? `${chars.slice(0, longestInChars - 1).join('')}…` : line
}

/** Azure's own words come with tags and entities; only the words are kept. */
export const withoutTags = (html: string): string =>
  html.replace(/<[^<>]*>/g, ' ').replace(/&(nbsp|amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? ' ')

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
