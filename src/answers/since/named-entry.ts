import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentLogs } from '../../views/parts/log-lines.ts'
import { momentText } from '../../views/parts/moment-text.ts'

/** None or one: when an error that is named by its type came first and last, and how often. */
export const namedEntryWords = (incident: Incident, text: string, now: Instant, say: Translate): readonly string[] => {
  const [named] = /\b\w{3,}(?:Error|Exception)\b/i.exec(text) ?? []
  if (named === undefined || /^server/i.test(named)) return []
  const entry = incidentLogs(incident).find(({ exception = '', line }) =>
    `${exception} ${line}`.toLowerCase().includes(named.toLowerCase()),
  )
  if (entry === undefined) return [say(messageOf('answer.since.entry.none', { named }))]
  const known = entry.first === undefined || entry.last === undefined ? 'no' : 'yes'
  const first = momentText(entry.first ?? now, now, say)
  const last = momentText(entry.last ?? now, now, say)
  return [say(messageOf('answer.since.entry', { named, count: entry.count, known, first, last }))]
}
