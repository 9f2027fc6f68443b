import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { cardButton, linkIfSafe } from './parts/card-button.ts'
import { incidentHeadline } from './parts/headline.ts'
import { incidentHeader, practiceNote } from './parts/incident-header.ts'
import { incidentSummaryLine } from './parts/incident-summary-line.ts'
import type { RenderContext } from './render-context.ts'
import type { CardView } from './types.ts'

/** That there is a report: its first page at a tap, and where the whole can be read. */
export const reportLinkView = (incident: Incident, say: Translate, renderContext: RenderContext): CardView => {
  const links = linkIfSafe(say(messageOf('card.button.report')), renderContext.links?.report(incident.id))
  return {
    template: 'report-link',
    language: say.language,
    summary: incidentSummaryLine(incident, incidentHeadline(incident), say),
    data: {
      head: incidentHeader(incident, incidentHeadline(incident), say),
      practice: practiceNote(renderContext, say),
      words: say(messageOf('card.report-link.words')),
      links,
      buttons: [cardButton(say(messageOf('report.button')), 'report', incident.id)],
    },
  }
}
