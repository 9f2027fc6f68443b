import { requestsReachingApp } from '../incident/app-requests.ts'
import type { Finding, Instant, ProbeCoverage } from '../incident/finding.ts'
import { baselineFindingsOf, metricFindingOf } from '../incident/read-findings.ts'
import { appFiguresOf, type FindAppMetric } from '../series/app-figures.ts'
import { combineInstances, compareCodeUnits } from '../series/known-points.ts'
import type { SymptomKind } from '../series/symptoms.ts'
import { findTrouble, type SymptomEpisode, type Trouble } from '../series/trouble.ts'
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

const finderIn =
  (findings: readonly Finding[]): FindAppMetric =>
  (metric, baseline) =>
    baseline === undefined
      ? metricFindingOf({ findings }, 'app', metric)
      : baselineFindingsOf({ findings }, 'app', metric).find((finding) => finding.baseline === baseline)

/** Ours: a symptom that so many feel decides when the trouble began; a mild one may have been there for long. */
const majorPeaks: Readonly<Record<SymptomKind, number>> = {
  'server-errors': 0.05,
  forbidden: 0.3,
  unauthorized: 0.3,
  'not-found': 0.3,
  'gave-up': 0.1,
  slow: 1,
  unhealthy: 30,
  'missing-requests': 0.67,
}

/** What stands in where nothing else shows: it says less of when visitors began to feel something. */
const indirectKinds: ReadonlySet<SymptomKind> = new Set(['unhealthy', 'missing-requests'])

/** When the trouble began: with the first symptom that many feel. */
const startOf = (episodes: readonly SymptomEpisode[]): Instant | undefined => {
  const major = episodes.filter(({ kind, peak, usual = 0 }) => peak >= majorPeaks[kind] && peak >= 3 * usual)
  const telling = major.length > 0 ? major : episodes
  const felt = telling.filter(({ kind }) => !indirectKinds.has(kind))
  const starts = (felt.length > 0 ? felt : telling).map(({ from }) => from)
  return starts.length === 0 ? undefined : Math.min(...starts)
}

/** Figures lag: where they are calm and our own request is not served, it began after the newest of them. */
const unshownStart = (findings: readonly Finding[], { current }: Trouble): Instant | undefined => {
  const isFailing = requestsReachingApp({ findings }).some(({ status = 599 }) => status >= 500)
  const requests = metricFindingOf({ findings }, 'app', 'Requests')
  const newest = requests === undefined ? undefined : combineInstances(requests).at(-1)
  return !isFailing || current.length > 0 || requests === undefined || newest === undefined
    ? undefined
    : newest[0] + requests.grainInMs
}

/**
 * The same round as it stood when the last trouble was still there; `undefined` where none is past. What has no history
 * (states of now, our own request) says nothing of then.
 */
export const asOfPastTrouble = (findings: ObservedFindings): ObservedFindings | undefined => {
  const { past } = findings.trouble
  const since = startOf(past)
  if (since === undefined) return undefined
  const until = Math.max(...past.map(({ to }) => to))
  return {
    ...findings,
    window: { from: Math.min(since - 30 * 60_000, until - 60 * 60_000), to: until },
    findings: findings.findings.flatMap((finding) => ofThen(finding, until)),
    onsets: [...new Set(past.map(({ from }) => from))].toSorted((a, b) => a - b),
    trouble: { ...findings.trouble, current: past, past: [] },
    since,
    until,
  }
}

const ofThen = (finding: Finding, until: Instant): readonly Finding[] => {
  switch (finding.kind) {
    case 'metric': {
      const series = finding.series.map((one) => ({ ...one, points: one.points.filter(([at]) => at < until) }))
      return finding.baseline === 'yesterday' ? [] : [{ ...finding, series }]
    }
    case 'change':
      return finding.at <= until ? [finding] : []
    case 'state':
      return finding.of === 'plan' || finding.of === 'slot' || finding.of === 'neighbour' ? [finding] : []
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
