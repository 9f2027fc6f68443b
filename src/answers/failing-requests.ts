import type { ObservedFindings } from '../diagnose/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { CallsFinding } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentAppName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { asksWhatWorks, namedPaths } from './failing-requests/named-paths.ts'
import { reproduceLines } from './failing-requests/reproduce.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { failingNowLines } from './seen/failing-now.ts'
import { gapsOn, notLookedYet, observedIn } from './seen/looked.ts'
import { logLines } from './seen/outward-logs.ts'
import { ownVisitLines } from './seen/own-visits.ts'
import { callsByName, failingCall, failsNoticeably, slowCall } from './seen/seen-calls.ts'
import { countSinceOnset, failuresIn } from './seen/seen-counts.ts'
import type { Answer, AnswerSources } from './types.ts'

export const failingRequestsAnswer: Answer = {
  id: 'failing-requests',
  nearestIntent: 'ask_status',
  about: 'any',
  answer:
    async ({ incident, ...question }, sources) =>
    (say) => ({
      title: messageOf('answer.failing-requests.title', { app: incidentAppName(incident), incident: incident.id }),
      lines: requestLines({ incident, text: askedTextOf(question), sources }, say),
      asOf: lookTimeOf(incident),
    }),
}

interface Asked {
  readonly incident: Incident
  readonly text: string
  readonly sources: AnswerSources
}

const mostPaths = 3

const requestLines = ({ incident, text, sources }: Asked, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  if (findings === undefined) return [notLookedYet(say)]
  const reproduced = reproduceLines(incident, text, say)
  if (reproduced.length > 0) return reproduced.slice(0, mostLines)
  const paths = callsByName(findings, 'request')
  const codes = asksForCodes(text) ? codeLines(findings, paths, say) : []
  if (asksWhatWorks(text)) return worksLines({ incident, text, sources }, findings, say)
  if (paths.length === 0) {
    const counts = codes.length > 0 ? codes : codeLines(findings, paths, say)
    const unsplit = asksForCodes(text) && counts.length > 0 ? [say(messageOf('answer.failing-requests.unsplit'))] : []
    const seen = [...counts, ...ownVisitLines(incident, say), ...unsplit]
    const unnamed = [say(messageOf('answer.failing-requests.no-paths'))]
    const gaps = gapsOn(incident, ['telemetry'], sources, say).slice(0, 1)
    if (asksForTargets(text)) return [say(messageOf('answer.dependencies.which-unknown')), ...logLines(incident, say)]
    return asksForPaths(text) ? [...unnamed, ...seen, ...gaps] : [...seen, ...unnamed, ...gaps]
  }
  const told = asksForSlow(text) ? slowLines(paths, say) : failingLines(paths, incident, say)
  const isNarrow = namedPaths(text).length > 0
  const methods = /\b(?:GETs?|POSTs?|PUTs?|PATCH|DELETEs?)\b/.test(text)
    ? [say(messageOf('answer.failing-requests.methods'))]
    : []
  return [
    ...new Set([
      ...codes,
      ...namedLines(text, paths, incident, say),
      ...(isNarrow ? told.slice(0, 2) : told),
      ...methods,
    ]),
  ]
}

/** "Can people still order?", "lukt inloggen nog": the share that fails, then whether that page is among it. */
const worksLines = (
  { incident, text, sources }: Asked,
  findings: ObservedFindings,
  say: Translate,
): readonly string[] => {
  const paths = callsByName(findings, 'request')
  const seen = failuresIn(findings)
  const now = seen === undefined ? [] : failingNowLines(seen, incident, say)
  if (paths.length > 0) {
    const named = namedLines(text, paths, incident, say)
    return (named.length > 0 ? [...named.slice(0, 2), ...now] : [...now, ...failingLines(paths, incident, say)]).slice(
      0,
      mostLines,
    )
  }
  const [name] = namedPaths(text).map(([said]) => said)
  const unnamed =
    name === undefined
      ? messageOf('answer.failing-requests.no-paths')
      : messageOf('answer.failing-requests.page-unknown', { name })
  return [
    ...now,
    say(unnamed),
    ...ownVisitLines(incident, say).slice(0, 1),
    ...gapsOn(incident, ['telemetry'], sources, say).slice(0, 1),
  ]
}

const mostLines = 4

/** "which pages": that no log names them is the answer then, and the counts come after it. */
const asksForPaths = (text: string): boolean =>
  /(?:which|what|welke?)\b[^?]*(?:path|page|url|endpoint|route|request|pad|pagina|verzoek|aanvra)/i.test(text)

/** "to which host do the time-outs go": what the app calls, not what is asked of it. */
const asksForTargets = (text: string): boolean =>
  /\b(?:to|at|naar)\s+(?:which|what|welke?)\b|(?:outgoing|outbound|uitgaande)|(?:host|url)\b[^?]*(?:time-?outs?|calls?|aanroepen)/i.test(
    text,
  )

const asksForSlow = (text: string): boolean =>
  /slow|\btra(?:ag|ge)|time[sd]?[ -]?out|\blang(?:st|zaam)|latency/i.test(text)

const asksForCodes = (text: string): boolean =>
  /\bcodes?\b|status|fout(?:code|nummer)|error (?:code|number)|\b[45](?:\d\d|xx)\b|what comes back|komt er terug/i.test(
    text,
  )

const failingLines = (paths: readonly CallsFinding[], incident: Incident, say: Translate): readonly string[] => {
  const failing = paths.filter(failsNoticeably)
  const seenAt = incident.verdict?.at ?? incident.openedAt
  const counts = { failing: failing.length, seen: paths.length }
  const well = paths.filter((one) => !failsNoticeably(one)).map(({ name }) => name)
  return [
    ...failing.slice(0, mostPaths).map((calls) => failingCall(calls, seenAt, say)),
    say(messageOf('answer.failing-requests.counts', counts)),
    ...(failing.length === 0 || well.length === 0
      ? []
      : [say(messageOf('answer.failing-requests.well', { paths: well.slice(0, mostPaths).join(', ') }))]),
  ]
}

const slowLines = (paths: readonly CallsFinding[], say: Translate): readonly string[] => {
  const timed = paths.filter(({ slowInMs }) => slowInMs !== undefined)
  if (timed.length === 0) return [say(messageOf('answer.failing-requests.untimed'))]
  return timed
    .toSorted((a, b) => (b.slowInMs ?? 0) - (a.slowInMs ?? 0))
    .slice(0, mostPaths + 1)
    .map((calls) => slowCall(calls, say))
}

const namedLines = (
  text: string,
  paths: readonly CallsFinding[],
  incident: Incident,
  say: Translate,
): readonly string[] =>
  namedPaths(text).flatMap(([name, isMeant]) => {
    const found = paths.filter((one) => isMeant(one.name))
    if (found.length === 0) return [say(messageOf('answer.failing-requests.not-seen', { name, seen: paths.length }))]
    const seenAt = incident.verdict?.at ?? incident.openedAt
    return found
      .slice(0, 2)
      .map((calls) =>
        failsNoticeably(calls)
          ? failingCall(calls, seenAt, say)
          : say(
              messageOf('answer.failing-requests.fine', { name: calls.name, failed: calls.failed, count: calls.count }),
            ),
      )
  })

const counted = ['Http5xx', 'Http401', 'Http403', 'Http404'] as const

/** By what the requests that fail were answered with, as telemetry tells; by class, as Azure counts them. */
const codeLines = (findings: ObservedFindings, paths: readonly CallsFinding[], say: Translate): readonly string[] => {
  const byStatus = new Map<number, number>()
  for (const { status, failed } of paths)
    if (status !== undefined && failed > 0) byStatus.set(status, (byStatus.get(status) ?? 0) + failed)
  const exact = [...byStatus].toSorted(([a, x], [b, y]) => y - x || a - b)
  const requests = Math.round(countSinceOnset(findings, 'Requests'))
  const classes = counted.map((metric) => [metric.replace('Http', ''), countSinceOnset(findings, metric)] as const)
  const list = (counts: readonly (readonly [string | number, number])[]): string =>
    counts.map(([code, count]) => `${code}: ${say.number(Math.round(count))}`).join(' · ')
  const seen = classes.filter(([code, count], index) => index === 0 || (code !== '' && count >= 1))
  return [
    ...(exact.length === 0 ? [] : [say(messageOf('answer.failing-requests.codes', { codes: list(exact) }))]),
    ...(requests === 0
      ? []
      : [say(messageOf('answer.failing-requests.classes', { codes: list(seen), requests: say.number(requests) }))]),
  ]
}
