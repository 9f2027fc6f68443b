import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'

/** When the look began that the incident's facts are from; `undefined` where nothing was looked at yet. */
export const lookTimeOf = (incident: Pick<Incident, 'observation' | 'lastObservation'>): Instant | undefined =>
  weighedObservationOf(incident)?.startedAt
