import { isWaitingAsUsual, requestsReachingApp } from '../incident/app-requests.ts'
import type { Finding, Instant, ProbeCoverage, RequestFinding, TimeWindow } from '../incident/finding.ts'
import { baselineFindingsOf, findingsOfKind, metricFindingOf } from '../incident/read-findings.ts'
import { appFiguresOf, type FindAppMetric } from '../series/app-figures.ts'
import type { SymptomEpisode } from '../series/judged-symptoms.ts'
import { combineInstances, compareCodeUnits, medianOf, valuesOfPoints } from '../series/known-points.ts'
import { isMajorSymptom, type SymptomKind } from '../series/symptoms.ts'
import { findTrouble, pastWithinInMs, type Trouble } from '../series/trouble.ts'
import { stoppedTimesOf } from './stopped-times.ts'
import type { DiagnosisInput, ObservedFindings } from './types.ts'

/** Everything a round brought in, in an order that does not depend on who answered first (L9). */
export const toObservedFindings = ({ results, window, probes }: RoundResults): ObservedFindings => {
  const ordered = results.toSorted((a, b) => compareCodeUnits(a.probe, b.probe))
  const findings = ordered
    .flatMap((result) => result.findings)
    .map((finding) => ({ finding, key: sortKeyOf(finding) }))
    .toSorted((a, b) => compareCodeUnits(a.key, b.key))
    .map(({ finding }) => finding)
  const trouble = findTrouble(appFiguresOf(finderIn(findings), window.to))
  const { onsets, startUnseen, current } = trouble
  const since = startOf(current) ?? unshownStart(findings, trouble)
  return {
    window,
    results: ordered,
    probes,
    findings,
    trouble,
    onsets: onsets.length > 0 || since === undefined ? onsets : [since],
    ...(since === undefined || startUnseen ? {} : { since }),
  }
}

export type RoundResults = Omit<DiagnosisInput, 'at'>

/** Redirects are how many apps work: they count where App Service's own sign-in is what we were sent to. */
const finderIn = (findings: readonly Finding[]): FindAppMetric => {
  const isSentToSignIn = requestsReachingApp({ findings }).some(({ turnedAwayBy }) => turnedAwayBy === 'sign-in')
  return (metric, baseline) => {
    if (metric === 'Http3xx' && !isSentToSignIn) return undefined
    return baseline === undefined
      ? metricFindingOf({ findings }, 'app', metric)
      : baselineFindingsOf({ findings }, 'app', metric).find((finding) => finding.baseline === baseline)
  }
}

/** What stands in where nothing else shows: it says less of when visitors began to feel something. */
const indirectKinds: ReadonlySet<SymptomKind> = new Set(['unhealthy', 'missing-requests'])

/** When the trouble began: with the first symptom that many feel. */
const startOf = (episodes: readonly SymptomEpisode[]): Instant | undefined => {
  const major = episodes.filter(isMajorSymptom)
  const telling = major.length > 0 ? major : episodes
  const felt = telling.filter(({ kind }) => !indirectKinds.has(kind))
  const starts = (felt.length > 0 ? felt : telling).map(({ from }) => from)
  return starts.length === 0 ? undefined : Math.min(...starts)
}

/** Figures lag: what they do not show yet, our own request shows, or Azure's word on the app. */
const unshownStart = (findings: readonly Finding[], { current }: Trouble): Instant | undefined => {
  const shownUntil = figuresEndIn(findings)
  if (current.length > 0) return undefined
  const impaired = findingsOfKind({ findings }, 'health').flatMap(({ source, state, since }) =>
    source === 'resource' && (state === 'unavailable' || state === 'degraded') ? (since ?? []) : [],
  )
  if (impaired.length > 0) return Math.min(...impaired)
  const yesterday = baselineFindingsOf({ findings }, 'app', 'HttpResponseTime').find(
    (one) => one.baseline === 'yesterday',
  )
  const usualSeconds = yesterday === undefined ? 0 : (medianOf(valuesOfPoints(combineInstances(yesterday))) ?? 0)
  const requests = requestsReachingApp({ findings }).filter((one) => !isWaitingAsUsual(one, usualSeconds))
  const isFailing = requests.some(({ status = 599 }) => status >= 500)
  const isRefused = requests.some(isTurnedAway)
  return shownUntil !== undefined && (isFailing || (isRefused && changedAfter(findings, shownUntil - slowChangeInMs)))
    ? shownUntil
    : undefined
}

/** Whom Azure's sign-in sends away is not served either. */
export const isTurnedAway = ({ status, turnedAwayBy }: RequestFinding): boolean =>
  status === 401 || status === 403 || turnedAwayBy !== undefined

/** Ours: a change restarts the app first, so that the minutes after it may still show the old one. */
const slowChangeInMs = 3 * 60_000

const figuresEndIn = (findings: readonly Finding[]): Instant | undefined => {
  const requests = metricFindingOf({ findings }, 'app', 'Requests')
  const newest = requests === undefined ? undefined : combineInstances(requests).at(-1)
  return requests === undefined || newest === undefined ? undefined : newest[0] + requests.grainInMs
}

const changedAfter = (findings: readonly Finding[], from: Instant): boolean =>
  findingsOfKind({ findings }, 'change').some(
    ({ of, at, change }) =>
      of === 'app' && at >= from && (change === 'configuration' || change === 'deployment' || change === 'swap'),
  )

/** Whether the trouble began after everything that the figures show. */
export const isStartUnshown = ({ findings, since }: ObservedFindings): boolean => {
  const shownUntil = figuresEndIn(findings)
  return since !== undefined && shownUntil !== undefined && since >= shownUntil
}

/**
 * The same round as it stood when the last trouble was still there; `undefined` where none is past. What has no history
 * (states of now, our own request) says nothing of then.
 */
export const asOfPastTrouble = (findings: ObservedFindings): ObservedFindings | undefined => {
  const time = pastTimeOf(findings)
  if (time === undefined) return undefined
  const { from: since, to: until } = time
  const { past } = findings.trouble
  const presentOnly = new Set(findings.probes.flatMap(({ id, noHistory }) => (noHistory ? [id] : [])))
  return {
    ...findings,
    window: { from: Math.min(since - 30 * 60_000, until - 60 * 60_000), to: until },
    findings: findings.findings.flatMap((finding) => ofThen(finding, until)),
    results: findings.results.map((result) =>
      presentOnly.has(result.probe) ? { ...result, status: 'not-offered', findings: [] } : result,
    ),
    onsets: [...new Set([since, ...past.map(({ from }) => from)])].toSorted((a, b) => a - b),
    trouble: { ...findings.trouble, current: past, past: [] },
    since,
    until,
  }
}

/** As the log tells of a stop and a start, whose minutes of silence a quarter hides, or else as the figures show it. */
const pastTimeOf = ({ trouble: { past }, findings, window }: ObservedFindings): TimeWindow | undefined => {
  const from = startOf(past)
  const stopped = stoppedTimesOf({ findings })
    .map(({ stop, start }) => ({ from: stop.at, to: start.at }))
    .findLast((time) => time.to - time.from >= minStoppedInMs && time.to >= window.to - pastWithinInMs)
  if (from === undefined) return stopped
  const shows = stopped !== undefined && from >= stopped.from - quarterInMs && from <= stopped.to + endedByWithinInMs
  return shows ? stopped : { from, to: Math.max(...past.map(({ to }) => to)) }
}

const quarterInMs = 15 * 60_000
/** Ours: shorter, a stop and a start are somebody's restart. */
const minStoppedInMs = 2 * 60_000

/** Ours: what ended it is written down in the minutes around its end. */
const endedByWithinInMs = 5 * 60_000

/** How app and plan are set lasts; how they are is of now. */
const lastingStates: ReadonlySet<string> = new Set(['plan', 'slot', 'neighbour', 'rule'])

const ofThen = (finding: Finding, until: Instant): readonly Finding[] => {
  switch (finding.kind) {
    case 'metric': {
      const series = finding.series.map((one) => ({ ...one, points: one.points.filter(([at]) => at < until) }))
      return finding.baseline === 'yesterday' ? [] : [{ ...finding, series }]
    }
    case 'change':
      return finding.at <= until + endedByWithinInMs ? [finding] : []
    case 'state':
      return lastingStates.has(finding.of) ? [finding] : []
    case 'log':
    case 'calls':
      return finding.first === undefined || finding.first <= until + endedByWithinInMs ? [finding] : []
    case 'health':
    case 'request':
      return []
    default:
      return finding satisfies never
  }
}

const sortKeyOf = (finding: Finding): string => {
  switch (finding.kind) {
    case 'metric':
      return ['metric', finding.of, finding.metric, finding.baseline ?? ''].join('|')
    case 'state':
      return ['state', finding.of, finding.name, finding.properties.belongsTo ?? ''].join('|')
    case 'change':
      return ['change', finding.at, finding.operation, finding.correlationId ?? ''].join('|')
    case 'health':
      return ['health', finding.source, finding.trackingId ?? '', finding.summary].join('|')
    case 'request':
      return ['request', finding.url].join('|')
    case 'log':
      return ['log', finding.log, finding.entry, finding.condition ?? '', finding.exception ?? '', finding.line].join(
        '|',
      )
    case 'calls':
      return ['calls', finding.log, finding.of, finding.name, finding.status ?? '', finding.subStatus ?? ''].join('|')
    default:
      return finding satisfies never
  }
}

/** The probe that brought a finding in; of one that was cut to an earlier time, the probe of its metric. */
export const probeOfFinding = ({ results }: ObservedFindings, finding: Finding): string =>
  (
    results.find((result) => result.findings.includes(finding)) ??
    results.find((result) => result.findings.some((one) => sortKeyOf(one) === sortKeyOf(finding)))
  )?.probe ?? ''

/** The probes that answer for it, in the order of their list. */
export const probesCovering = ({ probes }: ObservedFindings, matter: ProbeCoverage): readonly string[] =>
  probes.filter(({ covers }) => covers === matter).map(({ id }) => id)

export const hasProbeAnswered = (findings: ObservedFindings, probe: string): boolean =>
  findings.results.some((result) => result.probe === probe && result.status === 'ok')
