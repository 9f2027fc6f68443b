import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { annexMarkdown } from './report/annex-markdown.ts'
import { frontMarkdown } from './report/front-markdown.ts'
import { frontPageOf } from './report/front-page.ts'
import { markdownText } from './untrusted-text.ts'

/** The incident told from its journal, as Markdown: one page for managers, and everything as its annex. */
export const reportMarkdown = (incident: Incident, events: readonly IncidentEvent[], say: Translate): string =>
  [
    frontMarkdown(frontPageOf(incident, events, say), say),
    '---',
    `# ${markdownText(say(messageOf('report.annex')), 120)}`,
    annexMarkdown(incident, events, say),
    markdownText(say(messageOf('report.file-note', { id: incident.id })), 160),
  ]
    .join('\n\n')
    .concat('\n')
