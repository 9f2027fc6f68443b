import type { IncidentOwner, Person } from '../person.ts'
import type { WeeklyTime } from './change-freeze.ts'

/** What a message of its own may be about, and somebody be called for. */
export const notifyEvents = [
  'approval',
  'break-glass',
  'drift',
  'lease',
  'not-recovered',
  'recovered',
  'run',
  'verdict',
] as const
export type NotifyEvent = (typeof notifyEvents)[number]

/** Who is called, and when nobody is. */
export interface NotifyPolicy {
  /** In these hours nobody is mentioned, but for what cannot wait. */
  readonly quietHours?: readonly WeeklyTime[]
  /** Roles whose members are mentioned in place of whoever has to act; of an empty list nobody is. */
  readonly mention?: Readonly<Partial<Record<NotifyEvent, readonly string[]>>>
}

/** Who has to act, as far as the incident says. */
export interface PostMention {
  readonly event: NotifyEvent
  /** By their keys in the policy. */
  readonly keys?: readonly string[]
  readonly people?: readonly IncidentOwner[]
  /** Whose word does not count here: they are not called. */
  readonly except?: readonly Person[]
}

export interface MentionedPerson {
  readonly name: string
  /** `<tenant>/<id>` by platform: on one that is not there they are called by name. */
  readonly identities: Readonly<Record<string, string>>
}
