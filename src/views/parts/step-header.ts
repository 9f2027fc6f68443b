import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { toneDots } from './card-line.ts'
import { actionStage } from './evidence-lock.ts'
import { actionHeadline, type Headline } from './headline.ts'
import { appTitle, type CardHeader } from './incident-header.ts'
import { actionTitle } from './step-title.ts'

/** The coloured band of a step's card: where it stands, the step, the app. */
export const stepHeader = (incident: Incident, action: Action, say: Translate): CardHeader => {
  const { tone, words } = stepHeadline(incident, action)
  return {
    style: tone,
    status: `${toneDots[tone]} ${say(words)}`,
    name: actionTitle(action, say),
    about: sanitizeText(`${appTitle(incident, say)} · ${incident.id}`),
  }
}

/** One line for a notification. */
export const stepSummaryLine = (incident: Incident, action: Action, say: Translate): string => {
  const { tone, words } = stepHeadline(incident, action)
  return sanitizeText(
    `${toneDots[tone]} ${incident.id} ${appTitle(incident, say)} · ${actionTitle(action, say)} · ${say(words)}`,
    240,
  )
}

const stepHeadline = (incident: Incident, action: Action): Headline => ({
  ...actionHeadline(action),
  words: messageOf(`status.action.${actionStage(action, incident)}`),
})
