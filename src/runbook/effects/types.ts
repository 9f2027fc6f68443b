import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Effect } from '../../incident/outstanding.ts'
import type { Ledger } from '../ledger.ts'
import type { Parts } from '../types.ts'

export interface Tools extends Parts {
  readonly ledger: Ledger
  /** Looks at what the incident now asks for; called after every commit. */
  readonly touched: (incident: Incident) => void
}

/**
 * Carries out one effect and journals what came of it. Returns when to try again, where the state did not
 * move. What it throws is logged and tried again later.
 */
export type Carry<K extends Effect['kind']> = (
  effect: Extract<Effect, { kind: K }>,
  incident: Incident,
  tools: Tools,
) => Promise<Instant | undefined>
