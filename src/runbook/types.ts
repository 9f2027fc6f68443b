import type { AzureClients } from '../azure/types.ts'
import type { ChatPlatform } from '../chat/types.ts'
import type { Clock } from '../clock/clock.ts'
import type { Collector } from '../collect/types.ts'
import type { DiagnosisInput } from '../diagnose/types.ts'
import type { Language, Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { AlertChannel, Policy } from '../incident/approval/policy.ts'
import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import type { Retention } from '../incident/retention.ts'
import type { Verdict } from '../incident/verdict.ts'
import type { EvidenceStore, Inbox, Journal } from '../journal/types.ts'
import type { FileRoom } from '../mitigate/planning/file-room.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import type { Probe } from '../observe/types.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { RenderContext } from '../views/render-context.ts'
import type { FaultPoint } from './fault-points.ts'
import type { InputLimits } from './input-limits.ts'

/** Everything the runbook needs, passed in by the composition root. */
export interface RunbookDependencies {
  readonly clock: Clock
  readonly journal: Journal
  readonly inbox: Inbox
  /** Resolves when the whole journal was looked through: nothing changes Azure before. */
  readonly journalChecked: () => Promise<void>
  readonly evidence: EvidenceStore
  /** What the store can take of a file that a step fetches, as things stand now. */
  readonly fileRoom: () => Promise<FileRoom>
  /** For how long files are kept. */
  readonly retention: Retention
  /** Erases the files whose time is over; resolves to the incidents that had some. */
  readonly expireFiles: () => Promise<readonly string[]>
  readonly azure: AzureClients
  readonly directory: AppLookup
  readonly probes: readonly Probe[]
  readonly collectors: readonly Collector[]
  readonly steps: readonly MitigationStep[]
  readonly diagnose: (input: DiagnosisInput) => Verdict
  /** `meaning` is settled where somebody was asked and chose it. */
  readonly understand: (
    text: string,
    context: { readonly addressed: boolean; readonly meaning?: string | undefined },
  ) => ParsedMessage
  /** Takes secrets out of text, or out of every text inside plain data (L5). */
  readonly redact: <Value>(value: Value) => Value
  readonly platforms: readonly ChatPlatform[]
  readonly say: (language: Language) => Translate
  readonly defaultLanguage: Language
  /** Of the clocks that people mean. */
  readonly timeZone: string
  readonly renderContext: RenderContext
  /** The report of an incident as one HTML file. */
  readonly renderReport: (incident: Incident, events: readonly IncidentEvent[], say: Translate) => string
  /** The policy as it stands now; `undefined` where none is configured. */
  readonly policy: () => Policy | undefined
  /** Where alerts go, as things stand now. */
  readonly alertChannels: () => readonly AlertChannel[]
  readonly ids: IdGenerator
  /** Where people confirm an approval by signing in; absent where nobody can sign in. */
  readonly approvalLinks?: ApprovalLinks
  /** Aborts after so long in real time: Azure's answers take real time, whatever the clock says. */
  readonly deadline: (inMs: number) => AbortSignal
  /** Real milliseconds between two drawings of an incident's cards; drawn with every change where absent. */
  readonly cardPauseInMs?: number | undefined
  /** How much is taken in before somebody is asked to slow down; the usual limits where absent. */
  readonly limits?: InputLimits
  readonly log: StructuredLog
  /** Called after every await on the way of a step; tests end the process there. */
  readonly faultPoint?: (point: FaultPoint) => void
}

export interface IdGenerator {
  /** Unguessable, since it is what a card carries. */
  action(): string
  /** A GUID. */
  correlation(): string
}

export interface ApprovalLinks {
  /** 256 bits, since whoever has it is shown where to sign in. */
  newToken(): string
  urlOf(token: string): string
  /** The same for a file. */
  urlOfFile(token: string): string
}

export interface AppLookup {
  find(query: string): Promise<AppLookupResult>
  /** Some apps to choose from, of those that fit, in the order of their names. */
  some(limit: number, fits: (app: AppRef) => boolean): Promise<readonly AppRef[]>
  /** The other slots of the same app, its production slot among them. */
  siblings(app: AppRef): Promise<readonly AppRef[]>
  /** Every app of a plan, by the plan's ARM id. */
  onPlan(planId: string): Promise<readonly AppRef[]>
  /** The apps that an Application Insights component or a Log Analytics workspace watches, by its ARM id. */
  watchedBy(id: string): Promise<readonly AppRef[]>
}

export type AppLookupResult =
  | { readonly is: 'one'; readonly app: AppRef }
  | { readonly is: 'several' | 'similar'; readonly apps: readonly AppRef[] }
  | { readonly is: 'none' }

export interface StructuredLog {
  info(facts: Readonly<Record<string, unknown>>, message: string): void
  error(facts: Readonly<Record<string, unknown>>, message: string): void
}
