import type { EvidenceErased } from './events/erasure-event.ts'
import type { Instant } from './finding.ts'
import type { IncidentFile } from './incident.ts'

/** The file is still told of, and that it is gone. */
export const withoutErased = (
  files: readonly IncidentFile[],
  { at, evidence, keptForDays }: EvidenceErased & { readonly at: Instant },
): readonly IncidentFile[] => {
  const erased = { at, ...(keptForDays === undefined ? {} : { keptForDays }) }
  return files.map((file) => (file.id === evidence ? { ...file, erased } : file))
}
