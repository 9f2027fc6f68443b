import type { IncidentOutcome } from './events/lifecycle-event.ts'
import type { ActionStatus, Incident } from './incident.ts'
import { isCapture } from './plan-kind.ts'

/** How the incident ended, if it were closed now: what its last finished step or its verdict says. */
export const incidentOutcomeOf = (incident: Incident): IncidentOutcome => {
  const tried = incident.actions.filter((action) => !isCapture(action))
  const results = tried.map(({ status }) => status).filter((status) => decisiveStatuses.includes(status))
  const last = results.at(-1)
  if (last === 'recovered') return 'recovered'
  if (last !== undefined) return 'not-recovered'
  if (incident.verdict === undefined) return 'abandoned'
  return incident.verdict.outcome === 'nothing-wrong' ? 'nothing-wrong' : 'left-alone'
}

const decisiveStatuses: readonly ActionStatus[] = ['recovered', 'not-recovered', 'failed', 'handed-over']
