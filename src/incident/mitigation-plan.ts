import type { TranslatableMessage } from '../i18n/message.ts'
import type { Instant } from './finding.ts'
import type { StepKind } from './step-facts.ts'

export type StepArgs = Readonly<Record<string, string | number | boolean>>

/** A step with its arguments, not yet looked at: what somebody asks for or the verdict suggests. */
export interface StepRequest {
  /** Id of a member of `mitigate`. */
  readonly step: string
  readonly args: StepArgs
}

/** How much can go wrong: what a rule of the policy may be about, beside the step's name. */
export const riskLevels = ['low', 'medium', 'high'] as const
export type RiskLevel = (typeof riskLevels)[number]

/** One request that the step will send; the writing client lets nothing else through. */
export interface PlannedWrite {
  /** `GET` only in a capture: it reads, and still weighs on the app. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path of the request without query; compared without regard to case. */
  readonly path: string
  /** The app's Kudu host, where it does not go to ARM. */
  readonly host?: string
}

export interface PlannedChange {
  readonly what: TranslatableMessage
  readonly before: string
  readonly after: string
}

export type HourlyCost =
  | { readonly known: false; readonly why: TranslatableMessage }
  | {
      readonly known: true
      readonly perHour: number
      /** ISO 4217. */
      readonly currency: string
      readonly source: string
      /** ISO date on which the source gave the price. */
      readonly asOf: string
    }

export interface RecentChange {
  readonly at: Instant
  /** Who: as people know them where they do, else as Azure says, an address or the id of an application. Untrusted text. */
  readonly by: string
  /** Of the request, by which a step of ours is told. */
  readonly correlationId?: string
  /** ARM operation: `Microsoft.Web/sites/restart/action`. */
  readonly operation: string
}

/** A limit fixed before approval, by which success is judged afterwards. */
export interface SuccessLimit {
  /** Azure's metric name, or `request` for the synthetic request's status. */
  readonly metric: string
  readonly of: 'app' | 'plan'
  /** Only this instance's series; the sum or average of all where absent. */
  readonly instance?: string
  readonly comparison: 'at-most' | 'at-least'
  readonly limit: number
  readonly unit: 'percent' | 'bytes' | 'seconds' | 'count' | 'share'
  /** It holds as well where the value is at most this share of the app's requests of the same minute; 0 to 1. */
  readonly orShareOfRequests?: number
  /** Of the synthetic request: statuses above the limit that are as good, since they are usual for the app. */
  readonly orStatuses?: readonly number[]
  /** What it is when nothing is wrong, as far as that is known; counts by the minute. */
  readonly usual?: number
  /** What it was when the limit was fixed. */
  readonly now?: number
}

export interface SuccessCriteria {
  readonly limits: readonly SuccessLimit[]
  /** The limits must hold together for this long … */
  readonly holdInMs: number
  /** … within this long after the step has taken hold. */
  readonly withinInMs: number
  /** `false`: holding shows that the step has taken hold, and nothing of how the app is. */
  readonly mends?: false
  /** Too little was seen of another time: the limits are the same for every app. */
  readonly usualUnknown?: true
  /** When the `now` of the limits was seen; absent where it was a moment ago. */
  readonly seenAt?: Instant
}

/** What the instances of the plan can take together. */
export interface Capacity {
  readonly instances: number
  /** SKU, by which two are told to be of one size. */
  readonly size: string
  /** Of each instance; absent where Microsoft gives no number for the size. */
  readonly cores?: number
  readonly gigabytes?: number
}

/** How large a file will be that a step fetches, as far as that is known beforehand. */
export type FileSize =
  | { readonly is: 'known'; readonly inBytes: number }
  /** A few megabytes, whatever the process. */
  | { readonly is: 'small' }
  /** Azure does not tell. */
  | { readonly is: 'unknown' }

export interface CapacityChange {
  readonly before: Capacity
  readonly after: Capacity
}

/** The what-if of a step, from live state: what people approve, and what then runs (L3). */
export interface MitigationPlan extends StepRequest {
  /** ARM id of the resource that is changed. */
  readonly resource: string
  /** Set by the step, never by who asks; the riskiest where absent. */
  readonly risk?: RiskLevel
  /** Set by the step, as `risk` is; a change where absent. */
  readonly kind?: StepKind
  readonly writes: readonly PlannedWrite[]
  /** Everything the plan assumed about Azure; if any of it differs before running, the approval is void. */
  readonly state: Readonly<Record<string, string | number | boolean | null>>
  readonly changes: readonly PlannedChange[]
  /** Names of every app, slot and instance that feels it. */
  readonly touches: { readonly apps: readonly string[]; readonly instances: readonly string[] }
  /** What people will notice. */
  readonly notice: readonly TranslatableMessage[]
  /** What they would not expect of such a step, in red: that it restarts the app, that it can't be taken back. */
  readonly warnings?: readonly TranslatableMessage[]
  /** Who else changed the resource in the last hour; not part of what is approved. */
  readonly recent?: readonly RecentChange[]
  readonly cost: HourlyCost
  /** Absent where the step leaves the capacity as it is; not part of what is approved. */
  readonly capacity?: CapacityChange
  /** What a capture fetches into our own store; not part of what is approved. */
  readonly file?: FileSize
  /** How large that is, what it holds, who may fetch it and for how long; not part of what is approved. */
  readonly fileNotice?: readonly TranslatableMessage[]
  readonly success: SuccessCriteria
  /** The step that takes it back; absent where nothing can. */
  readonly undo?: StepRequest
  /** A lease: undo runs by itself after this long. */
  readonly leaseInMs?: number
  readonly commands: { readonly az: string; readonly powershell: string }
  /** True where running it destroys evidence of a crash or leak. */
  readonly destroysEvidence: boolean
}

/** What a step would do, or why it can't be done. */
export type WhatIfResult = { readonly plan: MitigationPlan } | { readonly impossible: TranslatableMessage }
