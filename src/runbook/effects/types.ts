import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Effect } from '../../incident/pending-effects.ts'
import type { IncidentRepository } from '../incident-repository.ts'
import type { RunbookDependencies } from '../types.ts'

export interface EffectContext extends RunbookDependencies {
  readonly repository: IncidentRepository
  /** Looks at what the incident now asks for; called after every commit. */
  readonly onStateChanged: (incident: Incident) => void
}

/**
 * Carries out one effect and journals what came of it. Returns when to try again, where the state did not
 * move. What it throws is logged and tried again later.
 */
export type EffectHandler<K extends Effect['kind']> = (
  effect: Extract<Effect, { kind: K }>,
  incident: Incident,
  context: EffectContext,
) => Promise<Instant | undefined>
