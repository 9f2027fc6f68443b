import { markdownBullets, markdownSection } from '../report/markdown.ts'
import { markdownText } from '../untrusted-text.ts'
import type { LookReport } from './types.ts'

/** As long as the longest line of a report may be. */
const maxLineLength = 2_000

/** For a terminal. */
export const lookText = ({ title, sections }: LookReport): string =>
  [title, ...sections.map((section) => [section.title, ...section.lines.map((line) => `  ${line}`)].join('\n'))]
    .join('\n\n')
    .concat('\n')

/** For a ticket: nothing that anybody wrote can become markup in it. */
export const lookMarkdown = ({ title, sections }: LookReport): string =>
  [
    `# ${markdownText(title)}`,
    ...sections.map((section) => markdownSection(section.title, markdownBullets(section.lines, maxLineLength))),
  ]
    .join('\n\n')
    .concat('\n')
