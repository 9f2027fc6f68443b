import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type StatusTone, toneDots } from './card-line.ts'
import type { Headline } from './headline.ts'
import { earliestSeenOf } from './incident-findings.ts'
import { momentText, spanText } from './moment-text.ts'

/** The coloured band that every card of an incident begins with. */
export interface CardHeader {
  readonly style: StatusTone
  /** Trusted words: it stands in a heading, which is Markdown. */
  readonly status: string
  /** Untrusted, as are the rest. */
  readonly name: string
  readonly about: string
}

export const incidentHeader = (incident: Incident, { tone, words }: Headline, say: Translate): CardHeader => ({
  style: tone,
  status: `${toneDots[tone]} ${say(words)}`,
  name: appTitle(incident, say),
  about: aboutIncident(incident, say),
})

export const appTitle = (incident: Incident, say: Translate): string => {
  const { app, question } = incident
  if (app === undefined) return sanitizeText(question?.query ?? '', 80) || say(messageOf('card.app.unknown'))
  return sanitizeText(app.slot === undefined ? app.name : `${app.name} / ${app.slot}`, 80)
}

const aboutIncident = (incident: Incident, say: Translate): string => {
  const symptom = say(messageOf(`symptom.${incident.symptom}`))
  const what = [symptom, ...incident.codes].join(' ')
  return sanitizeText([incident.id, what, ...timeTexts(incident, say), ...ownerTexts(incident, say)].join(' · '))
}

/** None or one: who is on it. Untrusted. */
const ownerTexts = ({ owner, closed }: Incident, say: Translate): readonly string[] =>
  owner === undefined
    ? []
    : [say(messageOf(closed === undefined ? 'card.owner' : 'card.owner.was', { owner: sanitizeText(owner.name, 60) }))]

/** None or one: since when it is so, or from when until when it was. */
const timeTexts = (incident: Incident, say: Translate): readonly string[] => {
  const { verdict } = incident
  if (verdict === undefined) return []
  if (verdict.until !== undefined) return [spanText(verdict, say)]
  const since = verdict.startUnseen ? earliestSeenOf(incident) : verdict.since
  if (since === undefined) return []
  const key = verdict.startUnseen ? 'card.since.earlier' : 'card.since'
  return [say(messageOf(key, { sinceAt: momentText(since, verdict.at, say) }))]
}

/** None or one: that this is only practice, and how fast its clock runs. Stands at the end of the coloured band. */
export const practiceNote = (renderContext: RenderContext, say: Translate): readonly { readonly text: string }[] => {
  if (!renderContext.practice) return []
  const speed = renderContext.speed ?? 1
  const words = say(speed === 1 ? messageOf('card.practice') : messageOf('card.practice.fast', { speed }))
  return [{ text: ` · ${words}` }]
}
