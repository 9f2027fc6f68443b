import { hasStatusTrait } from './action-status.ts'
import type { IncidentOutcome } from './events/lifecycle-event.ts'
import type { Incident } from './incident.ts'
import { isCapture } from './plan-kind.ts'

/** How the incident ended, if it were closed now: what its last finished step or its verdict says. */
export const incidentOutcomeOf = (incident: Incident): IncidentOutcome => {
  const tried = incident.actions.filter((action) => !isCapture(action))
  const last = tried.findLast((action) => hasStatusTrait(action, 'decisive'))?.status
  if (last === 'recovered') return 'recovered'
  if (last !== undefined) return 'not-recovered'
  if (incident.verdict === undefined) return 'abandoned'
  return incident.verdict.outcome === 'nothing-wrong' ? 'nothing-wrong' : 'left-alone'
}
