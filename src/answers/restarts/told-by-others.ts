import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, TimeWindow } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { logEntryMessage } from '../../incident/log-words.ts'
import { changeWords, incidentChanges } from '../../views/parts/change-lines.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { incidentLogs } from '../../views/parts/log-lines.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { sanitizeText } from '../../views/untrusted-text.ts'

const ofEnds = /crash|restart|recycl|process|terminat/i
const maxChanges = 2

/** Microsoft's detectors on processes that ended, in their own words. */
export const detectorLines = (incident: Incident, say: Translate): readonly string[] =>
  incidentStates(incident, 'detector')
    .filter(({ name, properties: { status } }) => ofEnds.test(name) && (status === 'critical' || status === 'warning'))
    .slice(0, 1)
    .map(({ name, properties: { message } }) =>
      say(
        messageOf('answer.restarts.detector', {
          detector: sanitizeText(name, 60),
          message: sanitizeText(String(message ?? ''), 200),
        }),
      ),
    )

/** The log's own line on an end, which says why. */
export const endLines = (incident: Incident, say: Translate): readonly string[] =>
  incidentLogs(incident)
    .filter(({ entry, fatal }) => entry === 'exit' || fatal === true)
    .slice(0, 1)
    .map((entry) => `▸ ${say(logEntryMessage(entry))}`)

const startingChanges: ReadonlySet<string> = new Set([
  'restart',
  'start',
  'stop',
  'deployment',
  'configuration',
  'swap',
  'scale',
])

/** What somebody did that may start processes anew; a little before, too. */
export const askedForLines = (
  incident: Incident,
  { from, to }: TimeWindow,
  now: Instant,
  say: Translate,
): readonly string[] => {
  const found = incidentChanges(incident).filter(
    ({ change, at }) => startingChanges.has(change) && at >= from - beforeInMs && at <= to,
  )
  const lines = found.slice(-maxChanges).map((change) => {
    const { what, detail } = changeWords(change, say)
    return `${momentText(change.at, now, say)} ${what.trim()} ${detail}`.trim()
  })
  return lines.length === 0 ? [] : [say(messageOf('answer.restarts.asked-for', { changes: lines.join('; ') }))]
}

const ourselves = /\b(?:us|we|our|ours|ons|wij|onze|someone|somebody|iemand|zelf|ourselves|who|wie)\b/i
const platform = /\b(?:azure|microsoft|platform)\b/i

/** None or one, where "us or the platform?" is asked: what is on record right before the newest start, or that nothing is. */
export const whoseLines = (
  incident: Incident,
  { text, startedAt, now }: { readonly text: string; readonly startedAt: Instant | undefined; readonly now: Instant },
  say: Translate,
): readonly string[] => {
  if (startedAt === undefined || !ourselves.test(text) || !platform.test(text)) return []
  const near = incidentChanges(incident).filter(
    ({ change, at }) => startingChanges.has(change) && at <= startedAt + beforeInMs && at >= startedAt - beforeInMs,
  )
  const [first] = near
  if (first === undefined) return [say(messageOf('answer.restarts.whose'))]
  const { what, detail } = changeWords(first, say)
  const changes = `${momentText(first.at, now, say)} ${what.trim()} ${detail}`.trim()
  return [say(messageOf('answer.restarts.ours', { changes }))]
}

/** Ours: a deployment restarts the app within minutes, and the trouble begins with it. */
const beforeInMs = 5 * 60_000
