import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'

/** An alert of Azure Monitor that fires, as the look found it. */
export interface FiringAlert {
  /** The rule's. Untrusted text. */
  readonly name: string
  readonly severity?: number
  readonly firedAt?: Instant
  /** `Http5xx > 10 (Total: 42)`: what Azure says was met, and by how much when it fired. */
  readonly condition?: string
  /** Of what the condition looks at. */
  readonly windowInMs?: number
}

/** Worst first, then in the order in which they fired. */
export const firingAlertsOf = (incident: Incident): readonly FiringAlert[] =>
  incidentStates(incident, 'alert')
    .map(({ name, properties: { severity, firedAt, condition, windowInMs } }) => ({
      name,
      ...(typeof severity === 'number' ? { severity } : {}),
      ...(typeof firedAt === 'number' ? { firedAt } : {}),
      ...(typeof condition === 'string' ? { condition: withSigns(condition) } : {}),
      ...(typeof windowInMs === 'number' ? { windowInMs } : {}),
    }))
    .toSorted((a, b) => (a.severity ?? 4) - (b.severity ?? 4) || (a.firedAt ?? 0) - (b.firedAt ?? 0))

const signs: Readonly<Record<string, string>> = {
  GreaterThanOrEqual: '≥',
  LessThanOrEqual: '≤',
  GreaterThan: '>',
  LessThan: '<',
  Equals: '=',
}

const withSigns = (condition: string): string =>
  condition.replace(/\b(?:GreaterThan|LessThan)(?:OrEqual)?\b|\bEquals\b/g, (word) => signs[word] ?? word)
