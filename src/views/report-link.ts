import type { Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { link } from './parts/button.ts'
import { head, practiceNote } from './parts/head.ts'
import { headline } from './parts/headline.ts'
import { summaryOf } from './parts/summary.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'

/** Where the incident's report can be read. */
export const reportLinkView = (incident: Incident, say: Say, surroundings: Surroundings): View => {
  const links = link(say(phrase('card.button.report')), surroundings.links?.report(incident.id))
  return {
    template: 'report-link',
    language: say.language,
    summary: summaryOf(incident, headline(incident), say),
    data: {
      head: head(incident, headline(incident), say),
      practice: practiceNote(surroundings, say),
      words: say(phrase(links.length === 0 ? 'card.report-link.none' : 'card.report-link.words')),
      links,
    },
  }
}
