import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { roundForDisplay } from '../../views/parts/before-and-now.ts'
import { badFigures } from '../../views/parts/figure-alarm.ts'
import { findMetric, meanOfPoints, mergeSeries, type SeriesPoints } from '../../views/parts/metric-series.ts'
import { failingShareOf } from './failing-share.ts'

const ofCourse =
  /\b(?:worse|better|improv\w*|going (?:up|down)|rising|falling|dropping|increas\w*|decreas\w*|level+ing|stabl\w*|recovering|still (?:up|down)|erger|beter|trekt .*bij|bijtrek\w*|stijg\w*|daal\w*|dalen|daling|neemt .*(?:af|toe)|loopt .*(?:op|af)|oplop\w*|afnem\w*|toenem\w*|stabiel|vlakt)\b/i
const ofDepth =
  /\b(?:complete\w*|total\w*|entire\w*|fully|down or|or (?:just|only)|only slow|just slow|helemaal|geheel|volledig|plat|ligt .* uit|alleen (?:maar )?traag)\b/i

const ofBeginning = `
  since it began, since it start*, since the start, since the begin*, than at the start, when it began, when it start*,
  at the beginning, in the beginning, sinds het begon, sinds het begin, sinds de start, in het begin, toen het begon,
  dan eerst, dan aan het begin`

/** Ours: a change of less than this from one five minutes to the next is noise. */
const leastChange = 0.15
const minutes = 5

/** None or one of each: whether it gets worse, and whether it is wholly down; only where that is asked. */
export const courseLines = (incident: Incident, text: string, say: Translate): readonly string[] => [
  ...(ofDepth.test(text) ? depthLine(incident, say) : []),
  ...(ofCourse.test(text) ? courseLine(incident, text, say) : []),
]

/** The last five minutes against the five before: of errors, else of the time that an answer takes. */
const courseLine = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const data = chartDataOf(incident)
  const bad = badFigures(data)
  const name = !bad.includes('errors') && bad.includes('response-time') ? 'HttpResponseTime' : 'Http5xx'
  const finding = findMetric(data.metrics, [name])
  if (finding === undefined) return []
  const points = mergeSeries(finding).filter(([, value]) => value !== null)
  const now = meanOfPoints(points.slice(-minutes))
  const before = meanOfPoints(points.slice(-2 * minutes, -minutes))
  if (now === undefined || before === undefined) return []
  const change = now - before
  const key = Math.abs(change) <= leastChange * Math.max(now, before) ? 'level' : change > 0 ? 'worse' : 'better'
  const shown = (value: number) => say.number(roundForDisplay(value, finding.unit), finding.unit)
  const of = name === 'Http5xx' ? 'errors' : 'seconds'
  const first = speaksOf(text, ofBeginning) ? meanFrom(points, incident.verdict?.since) : undefined
  if (first !== undefined) {
    const than = Math.abs(now - first) <= leastChange * Math.max(now, first) ? 'same' : now > first ? 'worse' : 'better'
    return [say(messageOf('answer.ask_status.course.since', { is: than, of, first: shown(first), now: shown(now) }))]
  }
  return [say(messageOf(`answer.ask_status.course.${key}`, { of, before: shown(before), now: shown(now) }))]
}

const nearlyAll = 0.95

const depthLine = (incident: Incident, say: Translate): readonly string[] => {
  const failing = failingShareOf(incident)
  if (failing === undefined) return []
  const share = failing.failed / failing.requests
  const percent = (value: number) => say.number(Math.round(value * 100), 'percent')
  const key = share >= nearlyAll ? 'wholly' : share < 0.01 ? 'none' : 'partly'
  return [say(messageOf(`answer.ask_status.depth.${key}`, { failed: percent(share), well: percent(1 - share) }))]
}

/** Of the first minutes of the trouble: the one in which it began is only in part of it. */
const meanFrom = (points: SeriesPoints, since: Instant | undefined): number | undefined =>
  since === undefined ? undefined : meanOfPoints(points.filter(([at]) => at > since).slice(0, minutes))
