import type { Finding, MetricFinding, StateFinding } from './finding.ts'
import type { Incident, ObservationRound } from './incident.ts'

/** What a round brought in: as it is weighed, or as the cards show it. */
export interface FindingSet {
  readonly findings: readonly Finding[]
}

/** The round that the verdict is about, also while the next is under way. */
export const weighedObservationOf = ({
  observation,
  lastObservation,
}: Pick<Incident, 'observation' | 'lastObservation'>): ObservationRound | undefined => lastObservation ?? observation

/** True once the latest round has a verdict; what it did not wait for may still revise that. */
export const isVerdictOfLatestLook = ({ observation, verdictRound }: Incident): boolean =>
  observation !== undefined && observation.round === verdictRound

/** The window's own series: a baseline tells of another time. */
const isOfWindow = (finding: Finding): finding is MetricFinding =>
  finding.kind === 'metric' && finding.baseline === undefined

export const metricFindingOf = (
  { findings }: FindingSet,
  of: MetricFinding['of'],
  metric: string,
): MetricFinding | undefined =>
  mergeSeries(findings.filter((f): f is MetricFinding => isOfWindow(f) && f.of === of && f.metric === metric))

/** What a metric's highest values are called as a finding, beside its averages: whoever asks for these gets no peaks. */
export const peaksOf = (metric: string): string => `${metric}.maximum`

/** Some neighbours are measured after the verdict, by a probe of its own. */
const mergeSeries = (found: readonly MetricFinding[]): MetricFinding | undefined => {
  const [first, ...more] = found
  if (first === undefined || more.length === 0) return first
  return { ...first, series: found.flatMap(({ series }) => series) }
}

export const baselineFindingsOf = (
  { findings }: FindingSet,
  of: MetricFinding['of'],
  metric: string,
): readonly MetricFinding[] =>
  findings.filter(
    (f): f is MetricFinding =>
      f.kind === 'metric' && f.baseline !== undefined && f.of === of && f.metric === metric && f.series.length > 0,
  )

/** One an instance, whichever probes have looked at it. */
export const stateFindingsOf = ({ findings }: FindingSet, of: StateFinding['of']): readonly StateFinding[] => {
  const found = findings.filter((f): f is StateFinding => f.kind === 'state' && f.of === of)
  if (of !== 'instance') return found
  const merged = new Map<string, StateFinding>()
  for (const one of found) {
    const id = String(one.properties.id ?? one.name)
    const known = merged.get(id)
    merged.set(id, known === undefined ? one : mergeStates(known, one))
  }
  return [...merged.values()]
}

/** What one of them does not know, the other may. */
const mergeStates = (known: StateFinding, other: StateFinding): StateFinding => {
  const told = Object.entries(other.properties).filter(
    ([name, value]) => value !== null && (value !== 'UNKNOWN' || known.properties[name] === undefined),
  )
  return {
    ...known,
    name: known.name === known.properties.id ? other.name : known.name,
    properties: { ...known.properties, ...Object.fromEntries(told) },
  }
}

export const findingsOfKind = <K extends Finding['kind']>(
  { findings }: FindingSet,
  kind: K,
): readonly Extract<Finding, { kind: K }>[] =>
  findings.filter((f): f is Extract<Finding, { kind: K }> => f.kind === kind)
