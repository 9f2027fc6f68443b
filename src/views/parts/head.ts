import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Surroundings } from '../surroundings.ts'
import { plain } from '../untrusted.ts'
import type { Headline } from './headline.ts'
import { dots, type Tone } from './tone.ts'

/** The coloured band that every card of an incident begins with. */
export interface Head {
  readonly style: Tone
  /** Trusted words: it stands in a heading, which is Markdown. */
  readonly status: string
  /** Untrusted, as are the rest. */
  readonly name: string
  readonly about: string
}

export const head = (incident: Incident, { tone, words }: Headline, say: Say): Head => ({
  style: tone,
  status: `${dots[tone]} ${say(words)}`,
  name: appName(incident, say),
  about: aboutIncident(incident, say),
})

export const appName = (incident: Incident, say: Say): string => {
  const { app, question } = incident
  if (app === undefined) return plain(question?.query ?? '', 80) || say(phrase('card.app.unknown'))
  return plain(app.slot === undefined ? app.name : `${app.name} / ${app.slot}`, 80)
}

const aboutIncident = (incident: Incident, say: Say): string => {
  const symptom = say(phrase(`symptom.${incident.symptom}`))
  const since = incident.verdict?.since
  const parts = [incident.id, [symptom, ...incident.codes].join(' ')]
  if (since !== undefined) parts.push(say(phrase('card.since', { sinceAt: since })))
  return plain(parts.join(' · '))
}

/** None or one: that this is only practice, and how fast its clock runs. Stands at the end of the coloured band. */
export const practiceNote = (surroundings: Surroundings, say: Say): readonly { readonly text: string }[] => {
  if (!surroundings.practice) return []
  const speed = surroundings.speed ?? 1
  const words = say(speed === 1 ? phrase('card.practice') : phrase('card.practice.fast', { speed }))
  return [{ text: ` · ${words}` }]
}
