import type { ReadingAzure, WritingAzure } from '../azure/types.ts'
import type { TranslatableMessage } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Instant } from '../incident/finding.ts'
import type { MitigationPlan, RiskLevel, StepArgs, WhatIfResult } from '../incident/mitigation-plan.ts'
import type { StepFacts } from '../incident/step-facts.ts'
import type { Spoken } from '../text/spoken-terms.ts'
import type { SeenApp } from './seen/seen-app.ts'

/**
 * A step that people approve: it changes Azure, or captures what weighs on the app. A new step is one file (or folder)
 * here, its strings in every language, and one line in `index.ts`.
 *
 * Its strings are titles: `step.<id>.title`; `step.<id>.<argument>.title` where an argument that was given changes it;
 * `step.<id>.any.title` for when an argument that these speak of was not; and `collect.<id>.title` for a capture.
 */
export interface MitigationStep extends StepFacts, Spoken {
  /** What it is called where its help is weighed, and nobody would ask for it by; as `spokenAs`. */
  readonly weighedAs?: string | undefined
  /** Place on the ladder: the lower, the less harm. */
  readonly harm: number
  /** What rules of the policy may be about: `low` hardly touches a request, `high` takes the app or its plan down. */
  readonly risk: RiskLevel
  /** Whether a plan of it may say that running it destroys evidence. */
  readonly destroysEvidence: boolean
  /** The ARM actions that `apply` needs. */
  readonly needs: readonly string[]
  /** How people ask for it in words. */
  readonly askedBy: StepWording
  /** Where a capture fetches from; ARM where absent. The policy has to opt in to Kudu. */
  readonly through?: 'arm' | 'kudu'
  /**
   * Why it can't be done, from what was seen already: nothing is read for it. Where that is not known it is
   * `undefined`, and the what-if says no.
   */
  whyNot?(seen: SeenApp): TranslatableMessage | undefined
  /** What people are asked for where they choose it from a list; nothing where absent. */
  asks?(seen: SeenApp): readonly StepQuestion[]
  /** Why it does not take these arguments, and what it takes, whatever the app is like: the what-if says no to them too. */
  whyNotTaken?(args: StepArgs): TranslatableMessage | undefined
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

/** An argument that somebody chooses or writes; `step.ask.<input>` asks for it. */
export interface StepQuestion {
  /** One of the step's `inputs`. */
  readonly input: string
  /** All that it may be; text or a number, as `inputs` says, where absent. */
  readonly choices?: readonly StepChoice[]
  /** Where it is not, the step finds it itself. */
  readonly isRequired: boolean
  /** Of a number that is written: what it is where nobody says it. */
  readonly usual?: number
}

export interface StepChoice {
  readonly value: string
  /** The value itself where absent. */
  readonly title?: TranslatableMessage
}

export interface StepWording {
  /** Intent of a message; several steps may share one. */
  readonly intent: `request_${string}`
  /** The intent whose step touches more, or goes the other way: named in so many words, this step is meant instead. */
  readonly insteadOf?: readonly (`request_${string}` | 'collect_diagnostics')[]
  /** What is the matter where nobody says more than this. */
  readonly symptom: Symptom
  /** The arguments that were said; `undefined` where they mean another step, or one that is needed was not said. */
  argsOf(said: SpokenDetails): SpokenArgs | undefined
  /** Why Azure would not take what was said; then `argsOf` gives none, and people are asked again. */
  whyNotSaid?(said: SpokenDetails): TranslatableMessage | undefined
}

/** What may be said of a step beside its name, as `understand` reads it. */
export interface SpokenDetails {
  /** All of it, for what one step alone reads in it. */
  readonly text?: string
  readonly soft?: boolean
  readonly instances?: number
  readonly moreInstances?: number
  readonly fewerInstances?: number
  /** "that worker", "een instantie": one alone, also where its name is not said. */
  readonly oneInstance?: boolean
  /** Name of an instance: `RD0003FF12AB34`. */
  readonly instance?: string
  /** Path on the app: `/healthz`; `''` where it is to be taken away. */
  readonly path?: string
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
