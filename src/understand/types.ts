const intents = [
  'report_outage',
  'report_slow',
  'report_crash',
  'ask_status',
  'collect_diagnostics',
  'request_restart',
  'request_scale_out',
  'request_scale_up',
  'request_autoheal',
  'request_rollback',
  'approve',
  'reject',
  'withdraw',
  'close',
  'help',
  'none',
] as const
export type Intent = (typeof intents)[number]

export interface ParsedMessage {
  readonly intent: Intent
  /** HTTP status codes meant as such. */
  readonly codes: readonly number[]
  /** App names, host names, URLs or resource ids as written. */
  readonly apps: readonly string[]
  /** Language of the message; `undefined` where it can't be told. */
  readonly language?: string
  /** "to 4 instances", "op 4 instanties". */
  readonly instances?: number
  /** "2 more", "eentje erbij". */
  readonly moreInstances?: number
  /** "for 2 hours", "een half uur". */
  readonly durationInMs?: number
  /** "to P1v3": the size of a plan, as written. */
  readonly sku?: string
  /** "for slow requests", "bij fouten": what auto-heal is to go by. */
  readonly trigger?: 'slow-requests' | 'status-codes' | 'private-bytes'
  /** "soft restart". */
  readonly soft?: boolean
  /** `INC-7` where an incident is named. */
  readonly incident?: string
  /** Which rules decided, for `--explain`. */
  readonly why: readonly string[]
}
