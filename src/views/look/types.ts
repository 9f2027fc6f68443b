import type { Incident } from '../../incident/incident.ts'

/** One look at an app, without an incident that anybody reported: what a report of it is made of. */
export interface Look {
  /** The look as an incident would hold it; nobody journals it. */
  readonly incident: Incident
  /** True where it was at a time that is past: its steps were those of then. */
  readonly isPast: boolean
  /** True where Azure is simulated. */
  readonly practice: boolean
  readonly requests: LookRequests
  /** Real milliseconds, from the first request to the verdict. */
  readonly tookInMs: number
}

/** What was sent, tries included. */
export interface LookRequests {
  /** To Azure Resource Manager. */
  readonly arm: number
  /** The same by the resource type that was asked (`Microsoft.Insights/metrics`), most first. */
  readonly armByType: Readonly<Record<string, number>>
  /** To Log Analytics, which answers queries of logs. */
  readonly logs: number
  /** To the app's own addresses, as a visitor. */
  readonly app: number
}

/** What a look says, for a terminal or a ticket: plain text, nothing of it is markup. */
export interface LookReport {
  /** The app and its verdict. */
  readonly title: string
  /** Since when, what visitors feel, and why: it stands right below the title. */
  readonly lead: readonly string[]
  readonly sections: readonly LookSection[]
}

export interface LookSection {
  readonly title: string
  readonly lines: readonly string[]
}
