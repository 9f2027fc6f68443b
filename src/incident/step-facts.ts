/** A capture fetches a file and changes nothing: it has no limits to recover within, and nothing cools down after it. */
export type StepKind = 'change' | 'capture'

/** What the value of an argument stands for: what judges or fills an argument goes by this, never by the step's id. */
export type StepInput = 'instance' | 'instance-count' | 'sku' | 'number' | 'text'

/** What core and cards have to know of a step beside its plan. Each step of `mitigate` says it of itself. */
export interface StepFacts {
  /** Kebab-case, the name of its file; policies, plans and strings call it so. */
  readonly id: string
  readonly kind: StepKind
  /** Every argument that it takes, or that its undo gives it. */
  readonly inputs: Readonly<Record<string, StepInput>>
  /** Cards ask how long it is wanted; after that long its plan's `undo` runs by itself. */
  readonly offersLease?: boolean
  /** The key of what speaks against it whatever the cause is; absent of nearly all. */
  readonly objection?: string
}
