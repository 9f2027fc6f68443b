import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { appName } from './head.ts'
import type { Headline } from './headline.ts'
import { dots } from './tone.ts'
import { verdictPart } from './verdict.ts'

/** One line for a notification: what stands where, and why. */
export const summaryOf = (incident: Incident, { tone, words }: Headline, say: Say): string => {
  const cause = incident.verdict?.outcome === 'cause' ? verdictPart(incident, say).map(({ title }) => title) : []
  const symptom = say(phrase(`symptom.${incident.symptom}`))
  const parts = [appName(incident, say), [symptom, ...incident.codes].join(' '), say(words), ...cause]
  return plain(`${dots[tone]} ${incident.id} ${parts.join(' · ')}`, 240)
}
