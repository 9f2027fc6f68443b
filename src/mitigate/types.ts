import type { ReadingAzure, WritingAzure } from '../azure/types.ts'
import type { TranslatableMessage } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Instant } from '../incident/finding.ts'
import type { MitigationPlan, RiskLevel, StepArgs, WhatIfResult } from '../incident/mitigation-plan.ts'
import type { StepFacts } from '../incident/step-facts.ts'

/**
 * A step that people approve: it changes Azure, or captures what weighs on the app. A new step is one file (or folder)
 * here, its strings in every language, and one line in `index.ts`.
 *
 * Its strings are titles: `step.<id>.title`; `step.<id>.<argument>.title` where an argument that was given changes it;
 * `step.<id>.any.title` for when an argument that these speak of was not; and `collect.<id>.title` for a capture.
 */
export interface MitigationStep extends StepFacts {
  /** Place on the ladder: the lower, the less harm. */
  readonly harm: number
  /** What rules of the policy may be about: `low` hardly touches a request, `high` takes the app or its plan down. */
  readonly risk: RiskLevel
  /** Whether a plan of it may say that running it destroys evidence. */
  readonly destroysEvidence: boolean
  /** The ARM actions that `apply` needs. */
  readonly needs: readonly string[]
  /** How people ask for it in words; by button, form or verdict only where absent. */
  readonly askedBy?: StepWording | undefined
  /** Where a capture fetches from; ARM where absent. The policy has to opt in to Kudu. */
  readonly through?: 'arm' | 'kudu'
  /**
   * The what-if from live state, or why it can't be done. Reads only.
   * Called again right before `apply`: what it then says about `state` must be what was approved.
   */
  plan(azure: ReadingAzure, app: AppRef, args: StepArgs, now: Instant): Promise<WhatIfResult>
  /** Sends the plan's writes, and only those; returns as soon as Azure has accepted. Throws `AzureError`. */
  apply(azure: WritingAzure, plan: MitigationPlan, signal: AbortSignal): Promise<ApplyResult>
  /** How long `apply` may take, what it fetches included; real time. 5 minutes where absent. */
  readonly deadlineInMs?: number
  /**
   * Looks at Azure: how far has it come? Used for progress, and after a crash in place of trying again.
   * `unknown` where Azure does not show it (yet).
   */
  readProgress(azure: ReadingAzure, plan: MitigationPlan, started: StartedStep): Promise<StepProgress>
}

export interface StepWording {
  /** Intent of a message; several steps may share one. */
  readonly intent: `request_${string}`
  /** What is the matter where nobody says more than this. */
  readonly symptom: Symptom
  /** The arguments that were said; `undefined` where the words mean another step of that intent. */
  argsOf(said: SpokenDetails): SpokenArgs | undefined
}

/** What may be said of a step beside its name, as `understand` reads it. */
export interface SpokenDetails {
  readonly soft?: boolean
  readonly instances?: number
  readonly moreInstances?: number
  readonly durationInMs?: number
  readonly sku?: string
  readonly trigger?: string
}

/** Arguments of the step; `leaseInMs` beside them is for how long it is wanted. */
export type SpokenArgs = StepArgs & { readonly leaseInMs?: number }

export interface ApplyResult {
  /** What the step was to fetch: it is done once this is read to its end and kept, and then needs no look. */
  readonly taken?: CapturedFile
  /** URL to follow a long-running operation, where Azure gave one. */
  readonly operation?: string
  /** Azure's `x-ms-correlation-request-id`. */
  readonly correlationId?: string
}

export interface CapturedFile {
  readonly fileName: string
  readonly contentType: string
  /** Throws `AzureError` where it breaks off. */
  readonly body: AsyncIterable<Uint8Array>
  readonly limitInBytes: number
}

export interface StartedStep extends Omit<ApplyResult, 'taken'> {
  readonly at: Instant
  /** The one that we sent with the write, journaled before it. */
  readonly correlationId: string
  /** Azure has answered that it took it; where it has not, what is seen may be somebody else's doing. */
  readonly accepted?: boolean
  /** When it is looked; long after where absent. */
  readonly now?: Instant
}

export type StepProgress =
  | { readonly is: 'running' }
  | { readonly is: 'done' }
  | { readonly is: 'not-started' }
  | { readonly is: 'failed'; readonly why: TranslatableMessage }
  | { readonly is: 'unknown' }
