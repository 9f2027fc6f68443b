import type { Incident } from '../../incident/incident.ts'

/** Who has said, or of whom it was said, that they are on it. */
export const ownerNameOf = (incident: Incident & { readonly owner?: { readonly name: string } }): string | undefined =>
  incident.owner?.name
