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

/** True once all that the latest round saw is weighed. */
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
  findings.find((f): f is MetricFinding => isOfWindow(f) && f.of === of && f.metric === metric)

export const baselineFindingsOf = (
  { findings }: FindingSet,
  of: MetricFinding['of'],
  metric: string,
): readonly MetricFinding[] =>
  findings.filter(
    (f): f is MetricFinding =>
      f.kind === 'metric' && f.baseline !== undefined && f.of === of && f.metric === metric && f.series.length > 0,
  )

export const stateFindingsOf = ({ findings }: FindingSet, of: StateFinding['of']): readonly StateFinding[] =>
  findings.filter((f): f is StateFinding => f.kind === 'state' && f.of === of)

export const findingsOfKind = <K extends Finding['kind']>(
  { findings }: FindingSet,
  kind: K,
): readonly Extract<Finding, { kind: K }>[] =>
  findings.filter((f): f is Extract<Finding, { kind: K }> => f.kind === kind)
