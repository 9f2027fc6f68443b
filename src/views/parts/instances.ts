import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { statesOf } from './states.ts'
import { type Line, line } from './tone.ts'

/** Each instance with its state, since when its processes run, and why its container did not start. */
export const instanceLines = (incident: Incident, say: Say): readonly Line[] =>
  statesOf(incident, 'instance').map((instance) => {
    const { state, startedAt, containers, lastError } = instance.properties
    const ill = (typeof state === 'string' && state !== 'READY') || containers === 0 || Boolean(lastError)
    const about = [
      `${plain(instance.name, 60)}: ${plain(String(state ?? '–'), 30)}`,
      typeof startedAt === 'number'
        ? say(phrase('card.instance.started', { when: timeOf(startedAt, incident, say) }))
        : '',
      containers === 0 ? say(phrase('card.instance.no-container')) : '',
      lastError ? plain(String(lastError), 160) : '',
    ]
    return line(ill ? '✗' : '✓', ill ? 'attention' : 'good', plain(shown(about), 320))
  })

/** With its date where the hour alone could be mistaken for today's. */
const timeOf = (at: number, { openedAt }: Incident, say: Say): string =>
  openedAt - at < halfADayInMs ? say.time(at) : say.dateTime(at)

const halfADayInMs = 12 * 3_600_000

const shown = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')
