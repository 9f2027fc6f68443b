import { isCaptureOnly } from './capture-only.ts'
import type { IncidentOutcome } from './events/lifecycle-event.ts'
import type { ActionStatus, Incident } from './incident.ts'

/** How the incident ended, if it were closed now: what its last finished step or its verdict says. */
export const incidentOutcomeOf = (incident: Incident): IncidentOutcome => {
  const tried = incident.actions.filter((action) => !isCaptureOnly(action))
  const results = tried.map(({ status }) => status).filter((status) => decisiveStatuses.includes(status))
  const last = results.at(-1)
  if (last === 'recovered') return 'recovered'
  if (last !== undefined) return 'not-recovered'
  if (incident.verdict === undefined) return 'abandoned'
  return incident.verdict.outcome === 'nothing-wrong' ? 'nothing-wrong' : 'left-alone'
}

const decisiveStatuses: readonly ActionStatus[] = ['recovered', 'not-recovered', 'failed', 'handed-over']
