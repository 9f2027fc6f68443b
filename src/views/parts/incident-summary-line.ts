import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { toneDots } from './card-line.ts'
import { type Headline, incidentHeadline } from './headline.ts'
import { appTitle } from './incident-header.ts'
import { shownStandingOf } from './shown-standing.ts'
import { verdictSections } from './verdict-sections.ts'
import { verdictTitle } from './verdict-title.ts'

/** One line for a notification: what stands where, and why. */
export const incidentSummaryLine = (incident: Incident, { tone, words }: Headline, say: Translate): string => {
  const isTold = ['cause', 'over', 'trouble'].includes(shownStandingOf(incident) ?? '')
  const cause = isTold ? verdictSections(incident, say).map(({ title }) => title) : []
  const symptom = say(messageOf(`symptom.${incident.symptom}`))
  const parts = [appTitle(incident, say), [symptom, ...incident.codes].join(' '), say(words), ...cause]
  return sanitizeText(`${toneDots[tone]} ${incident.id} ${parts.join(' · ')}`, 240)
}

/** Where it stands, in a few words: what is the matter as far as that is known. */
export const incidentStateText = (incident: Incident, say: Translate): string =>
  incident.verdict === undefined || incident.closed !== undefined
    ? say(incidentHeadline(incident).words)
    : verdictTitle(incident.verdict, say)
