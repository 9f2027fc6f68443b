import type { Language } from '../../i18n/languages/index.ts'
import type { AppRef } from '../app-ref.ts'
import type { ChatPlace } from '../chat-place.ts'
import type { Instant } from '../finding.ts'
import type { StepRequest } from '../mitigation-plan.ts'
import type { IncidentOwner, Person } from '../person.ts'

/** From the first report to the close: who told of it, which app it is about, where its cards stand. */
export type LifecycleEvent =
  | {
      readonly type: 'IncidentOpened'
      readonly incident: string
      readonly by: Person
      readonly place: ChatPlace
      /** What was written, redacted. Untrusted text. */
      readonly text: string
      readonly symptom: Symptom
      readonly codes: readonly number[]
      readonly language: Language
      /** A step asked for in the same breath, to be planned once the app is known. */
      readonly wanted?: StepRequest
    }
  | { readonly type: 'IncidentJoined'; readonly by: Person; readonly place: ChatPlace; readonly text: string }
  /** From now on `owner` is on it, and nobody else: `by` has taken it, or handed it over. */
  | {
      readonly type: 'IncidentTaken'
      readonly by: Person
      readonly owner: IncidentOwner
      readonly place: ChatPlace
    }
  | { readonly type: 'AppAsked'; readonly query: string; readonly candidates: readonly AppRef[] }
  | { readonly type: 'AppChosen'; readonly app: AppRef; readonly by?: Person }
  | {
      readonly type: 'CardPosted'
      readonly card: string
      readonly place: ChatPlace
      readonly ref: Readonly<Record<string, unknown>>
    }
  | {
      readonly type: 'IncidentClosed'
      readonly outcome: IncidentOutcome
      /** What visitors still felt when it was closed; there where `outcome` is `failing`. */
      readonly failing?: FailingFigure
      /** The incident that was open for its app already, which goes on; there where `outcome` is `joined`. */
      readonly into?: string
      readonly by?: Person
      /** Where it stands in the chain. Never stored: the journal says so to whoever reads it. */
      readonly chain?: ChainPosition
    }
  /** It was closed too early, or the trouble is back: it goes on where it was. */
  | { readonly type: 'IncidentReopened'; readonly by: Person; readonly place: ChatPlace }

/** How badly an app does, in the one figure that says it best. */
export interface FailingFigure {
  /** Server errors a minute, the status with which a request of ours was answered, or seconds an answer takes. */
  readonly of: 'errors' | 'answer' | 'response-time'
  readonly value: number
  /** When it was seen. */
  readonly at: Instant
}

/** The chain up to here: noted anywhere else, it tells later whether anything up to it was changed. */
export interface ChainPosition {
  readonly seq: number
  /** Hex. */
  readonly hash: string
}

export type Symptom = 'outage' | 'slow' | 'crash' | 'question'

export const incidentOutcomes = [
  'recovered',
  'left-alone',
  'nothing-wrong',
  'not-recovered',
  'failing',
  'abandoned',
  'joined',
] as const
export type IncidentOutcome = (typeof incidentOutcomes)[number]
