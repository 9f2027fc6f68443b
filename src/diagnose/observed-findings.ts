import type { Finding, MetricFinding, ProbeCoverage, StateFinding } from '../incident/finding.ts'
import { compareCodeUnits } from './known-points.ts'
import { findSymptomOnsets } from './symptom-onsets.ts'
import type { DiagnosisInput, ObservedFindings } from './types.ts'

/** Everything a round brought in, in an order that does not depend on who answered first (L9). */
export const toObservedFindings = ({ results, window, probes }: Omit<DiagnosisInput, 'at'>): ObservedFindings => {
  const ordered = results.toSorted((a, b) => compareCodeUnits(a.probe, b.probe))
  const findings = ordered
    .flatMap((result) => result.findings)
    .map((finding) => ({ finding, key: sortKeyOf(finding) }))
    .toSorted((a, b) => compareCodeUnits(a.key, b.key))
    .map(({ finding }) => finding)
  const { since, onsets } = findSymptomOnsets((metric) =>
    findings.find((f): f is MetricFinding => isOfWindow(f) && f.of === 'app' && f.metric === metric),
  )
  return { window, results: ordered, probes, findings, onsets, ...(since === undefined ? {} : { since }) }
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

/** The window's own series: a baseline tells of another time. */
const isOfWindow = (finding: Finding): finding is MetricFinding =>
  finding.kind === 'metric' && finding.baseline === undefined

export const metricFindingOf = (
  seen: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): MetricFinding | undefined =>
  seen.findings.find((f): f is MetricFinding => isOfWindow(f) && f.of === of && f.metric === metric)

export const baselineFindingsOf = (
  seen: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): readonly MetricFinding[] =>
  seen.findings.filter(
    (f): f is MetricFinding =>
      f.kind === 'metric' && f.baseline !== undefined && f.of === of && f.metric === metric && f.series.length > 0,
  )

export const stateFindingsOf = (seen: ObservedFindings, of: StateFinding['of']): readonly StateFinding[] =>
  seen.findings.filter((f): f is StateFinding => f.kind === 'state' && f.of === of)

export const findingsOfKind = <K extends Finding['kind']>(
  seen: ObservedFindings,
  kind: K,
): readonly Extract<Finding, { kind: K }>[] =>
  seen.findings.filter((f): f is Extract<Finding, { kind: K }> => f.kind === kind)

/** The probe that brought a finding in. */
export const probeOfFinding = (seen: ObservedFindings, finding: Finding): string =>
  seen.results.find((result) => result.findings.includes(finding))?.probe ?? ''

/** The probes that answer for it, in the order of their list. */
export const probesCovering = ({ probes }: ObservedFindings, matter: ProbeCoverage): readonly string[] =>
  probes.filter(({ covers }) => covers === matter).map(({ id }) => id)

export const hasProbeAnswered = (seen: ObservedFindings, probe: string): boolean =>
  seen.results.some((result) => result.probe === probe && result.status === 'ok')
