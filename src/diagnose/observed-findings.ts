import type { Finding, ProbeCoverage } from '../incident/finding.ts'
import { metricFindingOf } from '../incident/read-findings.ts'
import { compareCodeUnits } from '../series/known-points.ts'
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
  const { since, onsets } = findSymptomOnsets((metric) => metricFindingOf({ findings }, 'app', metric))
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

/** The probe that brought a finding in. */
export const probeOfFinding = (findings: ObservedFindings, finding: Finding): string =>
  findings.results.find((result) => result.findings.includes(finding))?.probe ?? ''

/** The probes that answer for it, in the order of their list. */
export const probesCovering = ({ probes }: ObservedFindings, matter: ProbeCoverage): readonly string[] =>
  probes.filter(({ covers }) => covers === matter).map(({ id }) => id)

export const hasProbeAnswered = (findings: ObservedFindings, probe: string): boolean =>
  findings.results.some((result) => result.probe === probe && result.status === 'ok')
