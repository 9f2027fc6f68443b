import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { CallsFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { latestFindings } from './incident-findings.ts'

/** Ours: what is left out here is what every app has. */
const minFailures = 10
const minFailingShare = 0.05
const minSlowInMs = 1_000
const minSlowFactor = 3
/** A card has room for these beside the lines of logs. */
const mostLines = 4
const longestNameInChars = 80

/** Paths and dependencies that fail or are slow, those first that fail most: `/checkout: 412 of 430 got 500`. */
export const callLines = (incident: Incident, say: Translate): readonly string[] => {
  const calls = findingsOfKind(latestFindings(incident), 'calls')
  const failing = calls.filter(isFailing).toSorted((a, b) => b.failed - a.failed)
  const slow = calls
    .filter((one) => one.of === 'dependency' && isSlow(one) && !failing.includes(one))
    .toSorted((a, b) => (b.slowInMs ?? 0) - (a.slowInMs ?? 0))
  // The same path may stand in the log of the web server and in telemetry.
  const lines = [...failing.map((one) => failingLine(one, say)), ...slow.map((one) => slowLine(one, say))]
  return [...new Set(lines)].slice(0, mostLines)
}

const isFailing = ({ failed, count }: CallsFinding): boolean =>
  failed >= minFailures && failed >= minFailingShare * count

const isSlow = ({ slowInMs = 0, usualInMs = 0 }: CallsFinding): boolean =>
  slowInMs >= minSlowInMs && slowInMs >= minSlowFactor * usualInMs

const nameOf = ({ name }: CallsFinding): string => sanitizeText(name, longestNameInChars)

const failingLine = (calls: CallsFinding, say: Translate): string => {
  const { failed, count, status = 0, subStatus, win32Status, first } = calls
  const words = say(messageOf('card.calls.fails', { name: nameOf(calls), failed, count, status }))
  // Zero is no reason: the app itself answered so.
  const why =
    subStatus === undefined || (subStatus === 0 && (win32Status ?? 0) === 0)
      ? ''
      : say(messageOf('card.calls.why', { sub: subStatus, windows: win32Status ?? 0 }))
  const since = first === undefined ? '' : `, ${say(messageOf('card.calls.since', { when: say.dateTime(first) }))}`
  return sanitizeText(`${words}${why}${since}`)
}

const slowLine = (calls: CallsFinding, say: Translate): string => {
  const { slowInMs = 0, usualInMs } = calls
  const usual = usualInMs === undefined ? 'none' : say.duration(usualInMs)
  return sanitizeText(say(messageOf('card.calls.slow', { name: nameOf(calls), took: say.duration(slowInMs), usual })))
}
