import type { AppRef } from '../incident/app.ts'
import type { Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { button } from './parts/button.ts'
import { head, practiceNote } from './parts/head.ts'
import { headline } from './parts/headline.ts'
import { reportLine } from './parts/reported.ts'
import { summaryOf } from './parts/summary.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'
import { plain } from './untrusted.ts'

/** Which app is meant? The choice comes back as the input `app`: the candidate's ARM id, checked on the server. */
export const pickerView = (incident: Incident, say: Say, surroundings: Surroundings): View => {
  const candidates = incident.question?.candidates ?? []
  return {
    template: 'picker',
    language: say.language,
    summary: summaryOf(incident, headline(incident), say),
    data: {
      head: head(incident, headline(incident), say),
      reported: reportLine(incident, say),
      practice: practiceNote(surroundings, say),
      words: say(phrase(candidates.length === 0 ? 'card.picker.none' : 'card.picker.words')),
      pick: candidates.length === 0 ? [] : [pick(incident, say)],
    },
  }
}

const pick = (incident: Incident, say: Say) => ({
  label: say(phrase('card.picker.label')),
  missing: say(phrase('card.picker.missing')),
  first: incident.question?.candidates[0]?.id ?? '',
  choices: (incident.question?.candidates ?? []).slice(0, 20).map((app) => ({
    title: plain([...nameAndGroup(app), ...subscriptionOf(app, incident)].join(' · '), 100),
    value: app.id,
  })),
  ...button(say(phrase('card.button.choose-app')), 'choose-app', incident.id, 'positive'),
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
