import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { type CardLink, linkIfSafe } from './parts/card-button.ts'
import { incidentHeadline } from './parts/headline.ts'
import { incidentHeader, practiceNote } from './parts/incident-header.ts'
import type { RenderContext } from './render-context.ts'
import { frontPageOf } from './report/front-page.ts'
import type { CardView } from './types.ts'
import { headingText, sanitizeText } from './untrusted-text.ts'

/** Where all of the report is: behind a link, or in words what to do to get it. */
export interface WholeReport {
  readonly words: readonly string[]
  readonly links: readonly CardLink[]
}

export interface ReportCard {
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
  readonly whole: WholeReport
}

/** The first page of the report, to be read where people talk. */
export const reportView = (
  { incident, events, whole }: ReportCard,
  say: Translate,
  renderContext: RenderContext,
): CardView => {
  const page = frontPageOf(incident, events, say)
  const words = { title: page.title, status: page.status, what: page.sentences.join(' ') }
  return {
    template: 'report',
    language: say.language,
    summary: sanitizeText(say(messageOf('report.front.summary', words)), 600),
    data: {
      head: incidentHeader(incident, incidentHeadline(incident), say),
      practice: practiceNote(renderContext, say),
      sentences: page.sentences.map((text) => ({ text })),
      facts: page.facts.map(({ title, lines }) => ({
        title: headingText(title),
        lines: lines.map((text) => ({ text })),
      })),
      phasesTitle: say(messageOf('report.moments')),
      phases: page.phases.map(({ title, when, took }) => ({
        title: headingText(title),
        value: headingText(took === '' ? when : `${when} (+ ${took})`),
      })),
      whole: whole.words.map((text) => ({ text: sanitizeText(text, 400) })),
      links: whole.links.flatMap(({ title, url }) => linkIfSafe(title, url)),
    },
  }
}
