import type { Action, Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { appName, type Head } from './head.ts'
import { actionHeadline, type Headline } from './headline.ts'
import { stage } from './lock.ts'
import { actionTitle } from './step.ts'
import { dots } from './tone.ts'

/** The coloured band of a step's card: where it stands, the step, the app. */
export const stepHead = (incident: Incident, action: Action, say: Say): Head => {
  const { tone, words } = standing(incident, action)
  return {
    style: tone,
    status: `${dots[tone]} ${say(words)}`,
    name: actionTitle(action, say),
    about: plain(`${appName(incident, say)} · ${incident.id}`),
  }
}

/** One line for a notification. */
export const stepSummary = (incident: Incident, action: Action, say: Say): string => {
  const { tone, words } = standing(incident, action)
  return plain(
    `${dots[tone]} ${incident.id} ${appName(incident, say)} · ${actionTitle(action, say)} · ${say(words)}`,
    240,
  )
}

const standing = (incident: Incident, action: Action): Headline => ({
  ...actionHeadline(action),
  words: phrase(`status.action.${stage(action, incident)}`),
})
