import { canonicalJson } from '../canonical-json.ts'
import type { IncidentEvent } from '../event.ts'

/**
 * What at-most-once (L2) needs of an event, so that nothing can erase it: which incident and action, the plan's hash,
 * who approved under which policy, under which id it was sent, and what came of it. None of it is anybody's own words.
 */
const lastingFields = [
  'incident',
  'action',
  'hash',
  'person',
  'policy',
  'correlationId',
  'azureCorrelationId',
  'outcome',
  'adopted',
] as const

/** Canonical JSON. An erased entry's replacement has the same. */
export const lastingFieldsOf = (event: IncidentEvent): string => {
  const fields: Readonly<Record<string, unknown>> = { ...event }
  return canonicalJson(Object.fromEntries(lastingFields.map((name) => [name, fields[name]])))
}
