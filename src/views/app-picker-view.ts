import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Incident } from '../incident/incident.ts'
import { cardButton } from './parts/card-button.ts'
import { incidentHeadline } from './parts/headline.ts'
import { incidentHeader, practiceNote } from './parts/incident-header.ts'
import { incidentSummaryLine } from './parts/incident-summary-line.ts'
import { reportQuote } from './parts/report-quote.ts'
import type { RenderContext } from './render-context.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** Which app is meant? The choice comes back as the input `app`: the candidate's ARM id, checked on the server. */
export const appPickerView = (incident: Incident, say: Translate, renderContext: RenderContext): CardView => {
  const candidates = incident.question?.candidates ?? []
  return {
    template: 'picker',
    language: say.language,
    summary: incidentSummaryLine(incident, incidentHeadline(incident), say),
    data: {
      head: incidentHeader(incident, incidentHeadline(incident), say),
      reported: reportQuote(incident, say),
      practice: practiceNote(renderContext, say),
      words: say(messageOf(candidates.length === 0 ? 'card.picker.none' : 'card.picker.words')),
      pick: candidates.length === 0 ? [] : [pick(incident, say)],
    },
  }
}

const pick = (incident: Incident, say: Translate) => ({
  label: say(messageOf('card.picker.label')),
  missing: say(messageOf('card.picker.missing')),
  first: incident.question?.candidates[0]?.id ?? '',
  choices: (incident.question?.candidates ?? []).slice(0, 20).map((app) => ({
    title: sanitizeText([...nameAndGroup(app), ...subscriptionOf(app, incident)].join(' · '), 100),
    value: app.id,
  })),
  ...cardButton(say(messageOf('card.button.choose-app')), 'choose-app', incident.id, 'positive'),
})

const nameAndGroup = (app: AppRef): readonly string[] => [
  app.slot === undefined ? app.name : `${app.name} / ${app.slot}`,
  app.resourceGroup,
]

/** Only where nothing else tells two of them apart: the same name in two subscriptions. */
const subscriptionOf = (app: AppRef, { question }: Incident): readonly string[] => {
  const twins = question?.candidates.filter((other) => nameAndGroup(other).join() === nameAndGroup(app).join()) ?? []
  return twins.length > 1 ? [app.subscriptionId] : []
}
