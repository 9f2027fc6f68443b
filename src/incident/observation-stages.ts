import type { ObservationStage } from './finding.ts'
import type { Incident, ObservationRound } from './incident.ts'

/** The probes that the first verdict waits for, in the order of their list. */
export const firstStageOf = ({ probes, afterVerdict }: ObservationRound): readonly string[] =>
  probes.filter((probe) => !afterVerdict.includes(probe))

/** Probes of any stage that have not come in. */
export const isAnyProbeOut = ({ observation }: Incident): boolean =>
  observation !== undefined && observation.results.length < observation.probes.length

/** True while the first verdict waits for a probe; what follows it runs by the way. */
export const isObservationRunning = ({ observation }: Incident): boolean =>
  observation !== undefined && firstStageOf(observation).some((probe) => !hasResult(observation, probe))

const hasResult = ({ results }: ObservationRound, probe: string): boolean => results.some((one) => one.probe === probe)

/** The stage whose verdict is still to be reached; a whole one makes a first one needless. */
export const dueVerdictOf = (incident: Incident): ObservationStage | undefined => {
  const weighed = incident.observation?.weighed
  if (incident.observation === undefined || isObservationRunning(incident) || weighed === 'whole') return undefined
  if (!isAnyProbeOut(incident)) return 'whole'
  return weighed === undefined ? 'first' : undefined
}

/** What a stage's verdict is drawn from, whatever else has come in meanwhile (L9). */
export const resultsOfStage = (observation: ObservationRound, stage: ObservationStage): ObservationRound['results'] =>
  stage === 'whole'
    ? observation.results
    : observation.results.filter(({ probe }) => !observation.afterVerdict.includes(probe))
