import type { Finding, Instant, MetricFinding, ProbeResult, StateFinding, Window } from '../incident/finding.ts'
import { onsetOf } from './onset.ts'
import { inOrder, type Known, median, overall, valuesOf } from './series.ts'
import type { Seen } from './types.ts'

/** Everything a round brought in, in an order that does not depend on who answered first (L9). */
export const see = (results: readonly ProbeResult[], window: Window): Seen => {
  const ordered = results.toSorted((a, b) => inOrder(a.probe, b.probe))
  const seen: Seen = { window, results: ordered, findings: ordered.flatMap((result) => result.findings) }
  const since = sinceOf(seen)
  return since === undefined ? seen : { ...seen, since }
}

export const metricOf = (seen: Seen, of: MetricFinding['of'], metric: string): MetricFinding | undefined =>
  seen.findings.find((f): f is MetricFinding => f.kind === 'metric' && f.of === of && f.metric === metric)

export const statesOf = (seen: Seen, of: StateFinding['of']): readonly StateFinding[] =>
  seen.findings.filter((f): f is StateFinding => f.kind === 'state' && f.of === of)

export const findingsOf = <K extends Finding['kind']>(seen: Seen, kind: K): readonly Extract<Finding, { kind: K }>[] =>
  seen.findings.filter((f): f is Extract<Finding, { kind: K }> => f.kind === kind)

/** The probe that brought a finding in. */
export const probeOf = (seen: Seen, finding: Finding): string =>
  seen.results.find((result) => result.findings.includes(finding))?.probe ?? ''

export const answered = (seen: Seen, probe: string): boolean =>
  seen.results.some((result) => result.probe === probe && result.status === 'ok')

/** A rise of 50 ms, of a failed request a minute, and of 1 % of the requests, are the least worth calling an onset (ours). */
const sinceOf = (seen: Seen): Instant | undefined => {
  const requests = median(valuesOf(pointsOf(seen, 'Requests'))) ?? 0
  return (
    earliest([
      onsetOf(pointsOf(seen, 'Http5xx'), Math.max(1, requests / 100)),
      onsetOf(pointsOf(seen, 'HttpResponseTime'), 0.05),
    ]) ?? earliest([frontEndOnset(seen), onsetOf(below(pointsOf(seen, 'HealthCheckStatus'), 100), 5)])
  )
}

/** Requests that fail at the front end reach no metric but this one: they go missing. */
const frontEndOnset = (seen: Seen): Instant | undefined => {
  const requests = pointsOf(seen, 'Requests')
  const usual = median(valuesOf(requests.slice(0, requests.length >> 1))) ?? 0
  return usual < 10 ? undefined : onsetOf(below(requests, usual / 2), usual / 5)
}

const pointsOf = (seen: Seen, metric: string): readonly Known[] => {
  const finding = metricOf(seen, 'app', metric)
  return finding === undefined ? [] : overall(finding)
}

const below = (points: readonly Known[], usual: number): readonly Known[] =>
  points.map(([at, value]) => [at, Math.max(0, usual - value)] as const)

const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined => {
  const found = instants.filter((instant) => instant !== undefined)
  return found.length === 0 ? undefined : Math.min(...found)
}
