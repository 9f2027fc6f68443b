import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { instanceConditionOf } from '../../incident/instance-condition.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { incidentStates } from './incident-findings.ts'
import { stateWord } from './plan-change-text.ts'

/** Each instance with its state, since when its processes run, and why its container did not start. */
export const instanceLines = (incident: Incident, say: Translate): readonly CardLine[] =>
  incidentStates(incident, 'instance').map((instance) => {
    const { state, startedAt, containers, lastError, lastErrorAt } = instance.properties
    const about = [
      `${sanitizeText(instance.name, 60)}: ${sanitizeText(stateWord(String(state ?? '–'), say), 30)}`,
      typeof startedAt === 'number'
        ? say(messageOf('card.instance.started', { when: timeOf(startedAt, incident, say) }))
        : '',
      containers === 0 ? say(messageOf('card.instance.no-container')) : '',
      lastError ? sanitizeText(String(lastError), 160) : '',
      lastError && typeof lastErrorAt === 'number'
        ? say(messageOf('card.instance.error-at', { when: timeOf(lastErrorAt, incident, say) }))
        : '',
    ]
    const [mark, color] =
      marks[instanceConditionOf(instance, weighedObservationOf(incident)?.window.to ?? incident.openedAt)]
    return cardLine(mark, color, sanitizeText(joinPresent(about), 320))
  })

const marks = {
  well: ['✓', 'good'],
  ill: ['✗', 'attention'],
  unknown: ['·', 'default'],
} as const

/** With its date where the hour alone could be mistaken for today's. */
const timeOf = (at: number, { openedAt }: Incident, say: Translate): string =>
  openedAt - at < halfADayInMs ? say.time(at) : say.dateTime(at)

const halfADayInMs = 12 * 3_600_000

const joinPresent = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')
