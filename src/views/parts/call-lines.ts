import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { CallsFinding, Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { latestFindings } from './incident-findings.ts'
import { momentText } from './moment-text.ts'

/** Ours: what is left out here is what every app has. */
const minFailures = 10
const minFailingShare = 0.05
const minSlowInMs = 1_000
const minSlowFactor = 3
/** Microsoft's limit for answers that are slow, where no usual time is known. */
const slowInMs = 5_000
const longestNameInChars = 80

/**
 * Paths and dependencies that fail, those first that fail most, then dependencies that are slow. Each once, though the
 * web server's log and telemetry may know the same path.
 */
export const incidentCalls = (incident: Incident): readonly CallsFinding[] => {
  const calls = findingsOfKind(latestFindings(incident), 'calls')
  const failing = calls.filter(isFailing).toSorted((a, b) => b.failed - a.failed)
  const slow = calls
    .filter((one) => one.of === 'dependency' && isSlow(one) && !isFailing(one))
    .toSorted((a, b) => (b.slowInMs ?? 0) - (a.slowInMs ?? 0))
  const once = new Map([...failing, ...slow].toReversed().map((one) => [`${one.of} ${one.name}`, one]))
  return [...once.values()].toReversed()
}

const isFailing = ({ failed, count }: CallsFinding): boolean =>
  failed >= minFailures && failed >= minFailingShare * count

const isSlow = ({ slowInMs: took = 0, usualInMs }: CallsFinding): boolean =>
  usualInMs === undefined ? took >= slowInMs : took >= minSlowInMs && took >= minSlowFactor * usualInMs

/** All of them in words. */
export const callTexts = (incident: Incident, say: Translate): readonly string[] =>
  incidentCalls(incident).map((calls) => callText(calls, incident.verdict?.at ?? incident.openedAt, say))

/** `/checkout: 412 of 430 got 500, since 02:56 UTC.` */
export const callText = (calls: CallsFinding, seenAt: Instant, say: Translate): string =>
  sanitizeText(isFailing(calls) ? failingText(calls, seenAt, say) : slowText(calls, say))

const nameOf = ({ name }: CallsFinding): string => sanitizeText(name, longestNameInChars)

const failingText = (calls: CallsFinding, seenAt: Instant, say: Translate): string => {
  const { failed, count, status = 0, subStatus, win32Status = 0, first } = calls
  const words = say(messageOf('card.calls.fails', { name: nameOf(calls), failed, count, status }))
  // Zero is no reason: the app itself answered so.
  const why =
    subStatus === undefined || (subStatus === 0 && win32Status === 0)
      ? ''
      : say(messageOf('card.calls.why', { sub: subStatus, windows: win32Status }))
  const when = first === undefined ? '' : momentText(first, seenAt, say)
  const since = when === '' ? '' : `, ${say(messageOf('card.calls.since', { when }))}`
  return `${words}${why}${since}.`
}

const slowText = (calls: CallsFinding, say: Translate): string => {
  const { slowInMs: took = 0, usualInMs } = calls
  const usual = usualInMs === undefined ? 'none' : say.duration(usualInMs)
  return `${say(messageOf('card.calls.slow', { name: nameOf(calls), took: say.duration(took), usual }))}.`
}
