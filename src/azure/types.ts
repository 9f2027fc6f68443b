import type { WebSiteManagementClient } from '@azure/arm-appservice'
import type { Client } from '@azure-rest/core-client'
import type { TranslatableMessage } from '../i18n/message.ts'
import type { RequestFinding, TimeWindow } from '../incident/finding.ts'
import type { PlannedWrite } from '../incident/mitigation-plan.ts'

/** Azure as probes, collectors and plans see it. Its pipeline refuses to write (L1). */
export interface ReadingAzure {
  /** The App Service client of a subscription. */
  appService(subscriptionId: string): WebSiteManagementClient
  /** Every other resource provider, by path: `arm.pathUnchecked(path).get(…)`. */
  readonly arm: Client
  /**
   * GETs a path or an allow-listed URL of ARM as JSON; throws `AzureError`. With `sharing` an answer that somebody else
   * was given just now may do.
   */
  get(
    path: string,
    query: Readonly<Record<string, string>>,
    signal?: AbortSignal,
    sharing?: AnswerSharing,
  ): Promise<unknown>
  /** The same by the identity that writes: Azure tells nobody else what it may do. */
  readonly asWriter: Pick<ReadingAzure, 'get'>
  /**
   * GETs a path of ARM as bytes that are read while they come; POSTs where that only reads (`containerlogs`).
   * Throws `AzureError`, and so does the body where it breaks off or ends too soon.
   */
  download(path: string, query: Readonly<Record<string, string>>, options: DownloadOptions): Promise<AzureDownload>
  /**
   * The Kudu site that ARM names for an app or slot (`hostNameSslStates`, never built), for reading only.
   * Throws `refused-here` where the policy does not opt in.
   */
  kudu(appId: string, signal: AbortSignal): Promise<KuduClient>
  /** Log Analytics and Application Insights, which the policy opts in to. */
  readonly logs: LogsReader
  /** What an instance costs an hour, from the public price list; `undefined` where that can't be told for sure. */
  price(asked: PriceQuery, signal: AbortSignal): Promise<HourlyPrice | undefined>
  /** One anonymous GET of the app's own address, redirects followed at most 5 times; never throws for an HTTP status. */
  visit(url: string, signal: AbortSignal): Promise<VisitResult>
  /** Whether ARM has reads to spare in this subscription for a look at full width, which then counts as one. */
  admitWideLook(subscriptionId: string): boolean
  /** Aborts after so many milliseconds: a look's own limit within the deadline of whoever looks. */
  deadline(inMs: number): AbortSignal
}

/** What Azure Monitor keeps of logs and telemetry, by queries that only read. */
export interface LogsReader {
  /** False where the policy does not opt in: a query then throws `refused-here`. */
  isAllowed(): boolean
  /**
   * Throws `AzureError`; its code is `SEM0100` where a table or column does not exist. It ends by its own time-out: the
   * SDK takes no signal for a query.
   */
  query(asked: LogsQuery): Promise<LogsAnswer>
}

export interface LogsQuery {
  /** ARM id of what the rows are about (an app, a component), or the GUID of a workspace. */
  readonly of: string
  /** A fixed text; what varies in it went through `kqlLiteral`. */
  readonly query: string
  /** Rows outside of it are not seen. */
  readonly window: TimeWindow
}

export interface LogsAnswer {
  /** By the names of the columns; a `datetime` is a `Date`, a `dynamic` is parsed. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** Azure gave up in the middle: there may be more. */
  readonly isPartial: boolean
}

/** How long an answer about what many apps share may be given to all of them, and under which name. */
export interface AnswerSharing {
  readonly forInMs: number
  /** In place of the path, where the answer is the same for several. */
  readonly as?: string
}

export interface PriceQuery {
  /** Azure's short name: `westeurope`. */
  readonly region: string
  /** `P1v3` */
  readonly sku: string
  readonly os: 'windows' | 'linux'
}

export interface HourlyPrice {
  /** Of one instance. */
  readonly perHour: number
  /** ISO 4217. */
  readonly currency: string
  readonly source: string
  /** ISO date on which it was read. */
  readonly asOf: string
}

export interface DownloadOptions {
  readonly signal: AbortSignal
  readonly method?: 'GET' | 'POST'
  /** The bytes from here on, if they still are those of this ETag; what comes back says where it begins. */
  readonly from?: { readonly byte: number; readonly etag: string }
}

export interface DownloadSource {
  readonly path: string
  /** Kudu's; ARM where absent. */
  readonly host?: string
  /** Which instance's Kudu is to answer. */
  readonly instance?: string
}

export interface AzureDownload {
  readonly contentType: string
  /** Of the whole, where it was told. */
  readonly sizeInBytes?: number
  /** A strong one: the same as long as the bytes are. */
  readonly etag?: string
  /** True where it was promised that a part may be asked for. */
  readonly ranges: boolean
  /** Where the body begins: 0 unless a part was asked for and given. */
  readonly firstByte: number
  readonly body: AsyncIterable<Uint8Array>
}

/** An app's Kudu (SCM) site, as far as it is read. */
export interface KuduClient {
  readonly host: string
  /** GETs a path as JSON. */
  get(path: string, signal: AbortSignal): Promise<unknown>
  /** A path as text: at most so many of its first bytes, and whether there were more. */
  text(path: string, limitInBytes: number, signal: AbortSignal): Promise<TruncatedText>
  download(path: string, options: Omit<DownloadOptions, 'method'>): Promise<AzureDownload>
  /** Runs one of the fixed commands that only read; the pipeline refuses any other. */
  run(command: string, signal: AbortSignal): Promise<CommandOutput>
}

export interface TruncatedText {
  readonly text: string
  readonly isCut: boolean
}

export interface CommandOutput {
  readonly output: string
  readonly error: string
  readonly exitCode: number
}

/** What the policy lets us read through Kudu. */
export interface KuduRights {
  readonly read: boolean
  readonly commands: boolean
}

export interface VisitResult
  extends Pick<
    RequestFinding,
    'status' | 'durationInMs' | 'certificate' | 'waitedFor' | 'certificateFault' | 'server' | 'turnedAwayBy'
  > {
  /** `private`: the name leads to no address on the internet, and was not visited. */
  readonly failure?: NonNullable<RequestFinding['failure']> | 'private'
}

/** Azure as `apply` sees it: sends the writes of one approved plan, each at most once, and nothing else (L2, L3). */
export interface WritingAzure {
  appService(subscriptionId: string): WebSiteManagementClient
  /** PUTs or DELETEs a resource of another provider; resolves to the answer's headers. Throws `AzureError`. */
  send(method: 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Readonly<Record<string, string>>>
  /**
   * A GET of the plan that weighs on the app, as a dump does: begun once, and then at most continued. It goes to ARM,
   * or to the Kudu host that the plan names.
   */
  download(
    to: DownloadSource,
    query: Readonly<Record<string, string>>,
    options: DownloadOptions,
  ): Promise<AzureDownload>
}

/** What a writing client may do, taken from the approved plan. */
export interface WritePermit {
  readonly writes: readonly PlannedWrite[]
  /** Sent as `x-ms-client-request-id` and `x-ms-correlation-request-id`; a GUID. */
  readonly correlationId: string
}

export interface AzureClients {
  readonly reading: ReadingAzure
  writing(permit: WritePermit): WritingAzure
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
  readonly phrase: TranslatableMessage

  constructor(
    kind: AzureErrorKind,
    message: string,
    details: { phrase: TranslatableMessage; status?: number; code?: string; cause?: unknown },
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
