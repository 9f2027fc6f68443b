import { markdownText } from '../untrusted-text.ts'

/** Every line is untrusted, whatever it is made of: escaping twice is impossible, forgetting it is not. */
export const markdownBullets = (lines: readonly string[], longest?: number): string =>
  lines.map((line) => `- ${markdownText(line, longest)}`).join('\n')

export const markdownSection = (title: string, body: string, level: 2 | 3 = 2): string =>
  `${'#'.repeat(level)} ${markdownText(title)}\n\n${body}`
