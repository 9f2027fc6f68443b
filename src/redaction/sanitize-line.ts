import { redactText } from './redact-text.ts'

const longestInChars = 300

/** Text written by others, fit for a finding: one line, without secrets, of bounded length. */
export function sanitizeLine(text: string): string {
  const line = redactText(text)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  if (line.length <= longestInChars) return line
  // A character of two halves must not be cut in the middle.
  return `${line.slice(0, longestInChars - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Azure's own words come with tags and entities; only the words are kept. */
export const withoutTags = (html: string): string =>
  html.replace(/<[^<>]*>/g, ' ').replace(/&(nbsp|amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? ' ')

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
