import type { WebSiteManagementClient } from '@azure/arm-appservice'
import type { Client } from '@azure-rest/core-client'
import type { Phrase } from '../incident/phrase.ts'
import type { Write } from '../incident/plan.ts'

/** Azure as probes, collectors and plans see it. Its pipeline refuses to write (L1). */
export interface ReadingAzure {
  /** The App Service client of a subscription. */
  appService(subscriptionId: string): WebSiteManagementClient
  /** Every other resource provider, by path: `arm.pathUnchecked(path).get(…)`. */
  readonly arm: Client
  /** GETs a path or an allow-listed URL of ARM as JSON; throws `AzureError`. */
  get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<unknown>
  /** One anonymous GET of the app's own address, redirects followed at most 5 times; never throws for an HTTP status. */
  visit(url: string, signal: AbortSignal): Promise<Visit>
}

export interface Visit {
  readonly status?: number
  readonly durationInMs: number
  readonly failure?: 'timeout' | 'refused' | 'dns' | 'tls' | 'reset'
}

/** Azure as `apply` sees it: sends the writes of one approved plan, each at most once, and nothing else (L2, L3). */
export interface WritingAzure {
  appService(subscriptionId: string): WebSiteManagementClient
}

/** What a writing client may do, taken from the approved plan. */
export interface Permit {
  readonly writes: readonly Write[]
  /** Sent as `x-ms-client-request-id` and `x-ms-correlation-request-id`; a GUID. */
  readonly correlationId: string
}

export interface Azure {
  readonly reading: ReadingAzure
  writing(permit: Permit): WritingAzure
}

/** Azure's refusal or failure, in our terms. The only error that leaves this folder. */
export class AzureError extends Error {
  override readonly name = 'AzureError'
  readonly kind: AzureErrorKind
  /** HTTP status; absent where no answer came. */
  readonly status?: number
  /** Azure's error code (`AuthorizationFailed`, `03002`, …). */
  readonly code?: string
  /** What people are told; a `forbidden` names the missing action, the scope and a role that has it. */
  readonly phrase: Phrase

  constructor(
    kind: AzureErrorKind,
    message: string,
    details: { phrase: Phrase; status?: number; code?: string; cause?: unknown },
  ) {
    super(message, { cause: details.cause })
    this.kind = kind
    this.phrase = details.phrase
    if (details.status !== undefined) this.status = details.status
    if (details.code !== undefined) this.code = details.code
  }
}

export type AzureErrorKind =
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'throttled'
  | 'unavailable'
  | 'rejected'
  | 'no-answer'
  | 'refused-here'
