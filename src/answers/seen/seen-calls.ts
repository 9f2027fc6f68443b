import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { CallsFinding, Instant } from '../../incident/finding.ts'
import { type FindingSet, findingsOfKind } from '../../incident/read-findings.ts'
import { momentText } from '../../views/parts/moment-text.ts'

/** Ours, as on the cards: what is left out is what every app has. */
const minFailures = 10
const minFailingShare = 0.05
const minSlowInMs = 1_000
const timesAsSlow = 3
const slowInMs = 5_000

/** Requests by path or calls by dependency, each once though two logs may know the same, those that fail most first. */
export const callsByName = (findings: FindingSet, of: CallsFinding['of']): readonly CallsFinding[] => {
  const calls = findingsOfKind(findings, 'calls')
    .filter((one) => one.of === of)
    .toSorted((a, b) => b.failed - a.failed || b.count - a.count || (a.name < b.name ? -1 : 1))
  const once = new Map<string, CallsFinding>()
  for (const one of calls) if (!once.has(one.name)) once.set(one.name, one)
  return [...once.values()]
}

export const failsNoticeably = ({ failed, count }: CallsFinding): boolean =>
  failed > 0 && (failed >= minFailures || count < 2 * minFailures) && failed >= minFailingShare * count

export const isSlowNow = ({ slowInMs: took = 0, usualInMs }: CallsFinding): boolean =>
  usualInMs === undefined ? took >= slowInMs : took >= minSlowInMs && took >= timesAsSlow * usualInMs

/** `/checkout: 412 of 430 got 500, 96%, since 02:56 UTC.` */
export const failingCall = (calls: CallsFinding, seenAt: Instant, say: Translate): string => {
  const { name, failed, count, status = 0, subStatus = 0, win32Status = 0, first } = calls
  const why =
    subStatus === 0 && win32Status === 0
      ? ''
      : say(messageOf('card.calls.why', { sub: subStatus, windows: win32Status }))
  const parts = [
    `${say(messageOf('card.calls.fails', { name, failed, count, status }))}${why}`,
    say.number((100 * failed) / count, 'percent'),
    ...(first === undefined ? [] : [say(messageOf('card.calls.since', { when: momentText(first, seenAt, say) }))]),
  ]
  return `${parts.join(', ')}.`
}

/** `sql-prod: 95% took up to 12 s (before: 40 ms), 1,200 calls.` */
export const slowCall = ({ name, slowInMs: took = 0, usualInMs, count }: CallsFinding, say: Translate): string => {
  const usual = usualInMs === undefined ? 'none' : say.duration(usualInMs)
  const words = say(messageOf('card.calls.slow', { name, took: say.duration(took), usual }))
  return `${words}, ${say(messageOf('answer.seen.calls', { count }))}.`
}
