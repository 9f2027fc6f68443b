import MarkdownIt from 'markdown-it'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { annexMarkdown } from '../views/report/annex-markdown.ts'
import { frontPageOf } from '../views/report/front-page.ts'
import { reportHtml } from '../views/report/report-html.ts'

const markdown = new MarkdownIt({ html: false, linkify: false })

/** The report as one HTML file, from the journal alone. */
export const renderReport = (incident: Incident, events: readonly IncidentEvent[], say: Translate): string =>
  reportHtml(
    frontPageOf(incident, events, say),
    {
      annex: markdown.render(annexMarkdown(incident, events, say)),
      note: say(messageOf('report.file-note', { id: incident.id })),
    },
    say,
  )
