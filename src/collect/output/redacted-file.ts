import { redactDeep, redactText } from '../../redaction/redact-text.ts'
import type { CollectedFile } from '../types.ts'

/** Readable JSON, without secrets (L5): redacted before it becomes text, so that it stays JSON. */
export const jsonFile = (fileName: string, content: unknown): CollectedFile => ({
  fileName,
  contentType: 'application/json',
  body: new TextEncoder().encode(`${JSON.stringify(redactDeep(content), null, 2)}\n`),
})

/** Lines of text without secrets; redacted as a whole, since a key may run over several lines. */
export const textFile = (fileName: string, lines: readonly string[]): CollectedFile => ({
  fileName,
  contentType: 'text/plain',
  body: new TextEncoder().encode(`${redactText(lines.join('\n'))}\n`),
})
