import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { markdownText } from '../untrusted-text.ts'
import type { FrontPage } from './front-page.ts'
import { markdownBullets, markdownSection } from './markdown.ts'

/** Ours: as many as people agree on in a meeting. */
export const followUpRows = 4
const longest = 320

/** The first page as Markdown; the phases as a table, since Markdown draws nothing. */
export const frontMarkdown = (page: FrontPage, say: Translate): string => {
  const words = (key: string) => say(messageOf(`report.${key}`))
  const paragraph = (text: string) => markdownText(text, longest)
  return [
    `# ${markdownText(page.title)}`,
    `**${markdownText(page.status)}**`,
    markdownSection(words('what-happened'), page.sentences.map(paragraph).join('\n\n')),
    ...page.facts.map(({ title, lines }) => markdownSection(title, markdownBullets(lines, longest), 3)),
    markdownSection(
      words('moments'),
      markdownTable(
        ['moment.column', 'moment.when', 'moment.took'].map(words),
        page.phases.map(({ title, when, took }) => [title, when, took]),
      ),
    ),
    markdownSection(
      words('follow-ups'),
      [
        ...page.lasting.map(paragraph),
        markdownTable(
          ['follow-ups.action', 'follow-ups.owner', 'follow-ups.due'].map(words),
          Array.from({ length: followUpRows }, () => ['', '', '']),
        ),
      ].join('\n\n'),
    ),
  ].join('\n\n')
}

const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells, index) => `| ${cells.map((cell) => (index === 1 ? cell : markdownText(cell, 120))).join(' | ')} |`)
    .join('\n')
