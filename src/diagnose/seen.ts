import type { Finding, MetricFinding, ProbeResult, StateFinding, Window } from '../incident/finding.ts'
import { onsetsIn } from './onsets.ts'
import { inOrder } from './series.ts'
import type { Seen } from './types.ts'

/** Everything a round brought in, in an order that does not depend on who answered first (L9). */
export const see = (results: readonly ProbeResult[], window: Window): Seen => {
  const ordered = results.toSorted((a, b) => inOrder(a.probe, b.probe))
  const findings = ordered
    .flatMap((result) => result.findings)
    .map((finding) => ({ finding, key: keyOf(finding) }))
    .toSorted((a, b) => inOrder(a.key, b.key))
    .map(({ finding }) => finding)
  const { since, onsets } = onsetsIn((metric) =>
    findings.find((f): f is MetricFinding => isPresent(f) && f.of === 'app' && f.metric === metric),
  )
  return { window, results: ordered, findings, onsets, ...(since === undefined ? {} : { since }) }
}

const keyOf = (finding: Finding): string => {
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
const isPresent = (finding: Finding): finding is MetricFinding =>
  finding.kind === 'metric' && finding.baseline === undefined

export const metricOf = (seen: Seen, of: MetricFinding['of'], metric: string): MetricFinding | undefined =>
  seen.findings.find((f): f is MetricFinding => isPresent(f) && f.of === of && f.metric === metric)

export const baselinesOf = (seen: Seen, of: MetricFinding['of'], metric: string): readonly MetricFinding[] =>
  seen.findings.filter(
    (f): f is MetricFinding =>
      f.kind === 'metric' && f.baseline !== undefined && f.of === of && f.metric === metric && f.series.length > 0,
  )

export const statesOf = (seen: Seen, of: StateFinding['of']): readonly StateFinding[] =>
  seen.findings.filter((f): f is StateFinding => f.kind === 'state' && f.of === of)

export const findingsOf = <K extends Finding['kind']>(seen: Seen, kind: K): readonly Extract<Finding, { kind: K }>[] =>
  seen.findings.filter((f): f is Extract<Finding, { kind: K }> => f.kind === kind)

/** The probe that brought a finding in. */
export const probeOf = (seen: Seen, finding: Finding): string =>
  seen.results.find((result) => result.findings.includes(finding))?.probe ?? ''

export const answered = (seen: Seen, probe: string): boolean =>
  seen.results.some((result) => result.probe === probe && result.status === 'ok')
