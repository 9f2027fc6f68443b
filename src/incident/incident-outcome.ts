import { hasStatusTrait } from './action-status.ts'
import type { IncidentOutcome } from './events/lifecycle-event.ts'
import type { Incident } from './incident.ts'
import { isCapture } from './plan-kind.ts'
import { recoveryStepOf } from './recovery.ts'
import { verdictStandingOf } from './verdict-standing.ts'

/** How the incident ended, if it were closed now: what its last finished step or its verdict says. */
export const incidentOutcomeOf = (incident: Incident): IncidentOutcome => {
  const tried = incident.actions.filter((action) => !isCapture(action))
  const lastEnd = Math.max(0, ...tried.map(({ finishedAt, requestedAt }) => finishedAt ?? requestedAt))
  const last = tried.findLast((action) => hasStatusTrait(action, 'decisive'))?.status
  const standing = incident.verdict === undefined ? undefined : verdictStandingOf(incident.verdict)
  if (last === 'recovered' && recoveryStepOf(incident) !== undefined) return 'recovered'
  // It is over by itself, or by what came after the last step.
  if (standing === 'over' && (incident.verdict?.at ?? 0) >= lastEnd) return 'recovered'
  if (last !== undefined) return 'not-recovered'
  if (standing === undefined) return 'abandoned'
  return standing === 'nothing-wrong' ? 'nothing-wrong' : 'left-alone'
}
