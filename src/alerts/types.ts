import type { Instant } from '../incident/finding.ts'

/** An alert of Azure Monitor, as far as it matters here. Every text in it is untrusted. */
export interface Alert {
  /** The same for Fired and Resolved. */
  readonly id: string
  readonly condition: 'fired' | 'resolved'
  readonly at: Instant
  readonly rule: string
  readonly severity: string
  readonly description: string
  /** ARM ids of what it is about. */
  readonly targets: readonly string[]
  /** What else may name an app: log alerts are about a workspace, and tell the app in what they are split by. */
  readonly hints: readonly string[]
  readonly criteria: readonly AlertCriterion[]
}

export interface AlertCriterion {
  readonly metric: string
  readonly operator: string
  readonly threshold: string
  readonly value?: number
}

/** What became of an alert. */
export type AlertOutcome =
  | { readonly is: 'opened' | 'joined' | 'noted'; readonly incident: string }
  /** The same delivery again. */
  | { readonly is: 'repeated' }
  /** Resolved, and nothing of it is open. */
  | { readonly is: 'nothing-open' }
  /** It names no resource at all, as alerts about budgets, costs and Azure's own services do. */
  | { readonly is: 'not-about-an-app' }
  /** It is about what watches several apps, none of which is in trouble already: people are asked which. */
  | { readonly is: 'several-apps'; readonly apps: readonly string[] }
  | { readonly is: 'unknown-resource'; readonly targets: readonly string[] }
  | { readonly is: 'no-channel'; readonly app: string }

/** True of ids of what watches apps, and is none: a component of Application Insights, a workspace of Log Analytics. */
export const isWatcherId = (id: string): boolean => /\/(?:components|workspaces)\/[^/]+$/i.test(id)
