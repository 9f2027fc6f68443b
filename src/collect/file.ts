import { redact, redactDeep } from '../observe/redact.ts'
import type { Collected } from './types.ts'

/** Readable JSON, without secrets (L5): redacted before it becomes text, so that it stays JSON. */
export const jsonFile = (fileName: string, content: unknown): Collected => ({
  fileName,
  contentType: 'application/json',
  body: new TextEncoder().encode(`${JSON.stringify(redactDeep(content), null, 2)}\n`),
})

/** Lines of text without secrets; redacted as a whole, since a key may run over several lines. */
export const textFile = (fileName: string, lines: readonly string[]): Collected => ({
  fileName,
  contentType: 'text/plain',
  body: new TextEncoder().encode(`${redact(lines.join('\n'))}\n`),
})
