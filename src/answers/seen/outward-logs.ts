import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { LogCondition } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { logEntryMessage } from '../../incident/log-words.ts'
import { incidentLogs } from '../../views/parts/log-lines.ts'

/** What a line of a log decides of what the app calls. */
const outward: ReadonlySet<LogCondition> = new Set([
  'secret-unresolved',
  'name-unresolved',
  'connection-refused',
  'connection-timed-out',
  'connections-exhausted',
  'certificate-rejected',
])

/** What logs say of calls that the app makes. */
export const logLines = (incident: Incident, say: Translate): readonly string[] =>
  incidentLogs(incident)
    .filter(({ condition }) => condition !== undefined && outward.has(condition))
    .slice(0, 2)
    .map((entry) => `${say(messageOf(`card.log.${entry.condition ?? ''}`))}. ${say(logEntryMessage(entry))}`)
