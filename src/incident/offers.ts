import type { Incident } from './incident.ts'
import type { SuggestedStep } from './verdict.ts'

/** The steps that the incident card offers: those of the most likely cause, least harmful first. */
export const offers = (incident: Incident): readonly SuggestedStep[] =>
  incident.closed === undefined && incident.verdict?.outcome === 'cause'
    ? (incident.verdict.causes[0]?.steps ?? [])
    : []
