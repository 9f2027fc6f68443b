import { markdownBullets, markdownSection } from '../report/markdown.ts'
import { markdownText } from '../untrusted-text.ts'
import type { LookReport } from './types.ts'

/** As long as the longest line of a report may be. */
const maxLineLength = 1_000

/** For a terminal. */
export const lookText = ({ title, lead, sections }: LookReport): string =>
  [{ title, lines: lead }, ...sections]
    .map((section) => [section.title, ...section.lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n')
    .concat('\n')

/** For a ticket: nothing that anybody wrote can become markup in it. */
export const lookMarkdown = ({ title, lead, sections }: LookReport): string =>
  [
    `# ${markdownText(title)}`,
    ...(lead.length === 0 ? [] : [markdownBullets(lead, maxLineLength)]),
    ...sections.map((section) => markdownSection(section.title, markdownBullets(section.lines, maxLineLength))),
  ]
    .join('\n\n')
    .concat('\n')
