import type { Finding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'

type Kind = Finding['kind']
type FindingOf<K extends Kind> = Extract<Finding, { readonly kind: K }>
type Results = NonNullable<Incident['observation']>['results']

/** What all probes of the latest look found of one kind. Sought once a look: a card is made anew with every event. */
export const incidentFindings = <K extends Kind>(incident: Incident, kind: K): readonly FindingOf<K>[] => {
  const results = incident.observation?.results
  if (results === undefined) return []
  const byKind = findingsByResults.get(results) ?? new Map<Kind, readonly Finding[]>()
  findingsByResults.set(results, byKind)
  const findings = byKind.get(kind) ?? results.flatMap((result) => result.findings.filter((one) => one.kind === kind))
  byKind.set(kind, findings)
  return findings as readonly FindingOf<K>[]
}

const findingsByResults = new WeakMap<Results, Map<Kind, readonly Finding[]>>()
