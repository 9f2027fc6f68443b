import type { Instant, ProbeResult, StateFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { type FindingSet, findingsOfKind, stateFindingsOf, weighedObservationOf } from '../../incident/read-findings.ts'

/** What all probes of the latest look found; of the one before, until there is a verdict on it. */
export const latestFindings = (incident: Pick<Incident, 'observation' | 'lastObservation'>): FindingSet => {
  const observation = weighedObservationOf(incident)
  return observation === undefined ? { findings: [] } : gatherFindings(observation.results)
}

const gatherFindings = memoizeByReference(
  (results: readonly ProbeResult[]): FindingSet => ({ findings: results.flatMap(({ findings }) => findings) }),
)

/** The begin of the earliest figure that the look had, other days left aside. */
export const earliestSeenOf = (incident: Incident): Instant => {
  const metrics = findingsOfKind(latestFindings(incident), 'metric')
  const looked = metrics.filter(({ baseline }) => baseline !== 'yesterday' && baseline !== 'last-week')
  const begins = looked.flatMap(({ series }) =>
    series.flatMap(({ points: [first] }) => (first === undefined ? [] : [first[0]])),
  )
  return begins.reduce(
    (earliest, at) => Math.min(earliest, at),
    weighedObservationOf(incident)?.window.from ?? incident.openedAt,
  )
}

/** Every state of one kind, each once though several probes may have seen it; the later one stands. Names alone may repeat. */
export const incidentStates = (incident: Incident, of: StateFinding['of']): readonly StateFinding[] => [
  ...new Map(stateFindingsOf(latestFindings(incident), of).map((state) => [identityOfState(state), state])).values(),
]

const identityOfState = ({ name, properties: { id, belongsTo, resource } }: StateFinding): string =>
  [name, id, belongsTo, resource].map((part) => String(part ?? '')).join('\n')
