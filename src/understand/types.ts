import type { Amounts } from './entities/amounts.ts'

/** What a message wants of the bot, at its coarsest; what exactly is asked is its `meaning`. */
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
  'close',
  'help',
  'none',
] as const
export type Intent = (typeof intents)[number]

export const isIntent = (meaning: string): meaning is Intent => (intents as readonly string[]).includes(meaning)

/** A wish for a step that no intent is named after; which one, its own words say. */
export const isOtherRequest = (meaning: string): boolean => meaning.startsWith('request_') && !isIntent(meaning)

const standingOrders: readonly string[] = ['collect_diagnostics', 'undo', 'extend', 'stop', 'quiet']

/** What sets something in motion: whoever only asks about it is offered answers instead. */
export const isOrder = (meaning: string): boolean => meaning.startsWith('request_') || standingOrders.includes(meaning)

/** Something is wrong: it opens an incident, or joins one. */
export const isReport = (meaning: string): boolean => meaning.startsWith('report_')

/** `sure`: acted upon. `likely`: offered as choices. `unclear`: nothing comes near. */
export type Certainty = 'sure' | 'likely' | 'unclear'

export interface ParsedMessage extends Amounts {
  /** The folder of examples that it resembles most: an intent, or a question such as `since`. */
  readonly meaning: string
  readonly certainty: Certainty
  /** The likeliest meanings but `none`, best first, the first one among them. */
  readonly likely: readonly string[]
  /** Something is asked, and nothing wished for. */
  readonly isQuestion: boolean
  /** `none` for whatever is no intent. */
  readonly intent: Intent
  /** HTTP status codes meant as such. */
  readonly codes: readonly number[]
  /** App names, host names, URLs or resource ids as written. */
  readonly apps: readonly string[]
  /** A word of a command that is an app's name, too, and was not meant as one: "status" where an app is called so. */
  readonly notMeant?: string
  /** Language of the message; `undefined` where it can't be told. */
  readonly language?: string
  /** `INC-7` where an incident is named. */
  readonly incident?: string
  /** The question before, as it was written, where this one is the same of another time, figure or app. */
  readonly followsUp?: string
}

export interface UnderstandingContext {
  /** The message was meant for the bot: a mention, a direct message. Overheard ones are read more strictly. */
  readonly addressed: boolean
  /** Whether an app of the estate is called so: names need not look like names ("orders", "AmCAT"). */
  readonly isApp?: (word: string) => boolean
  /** Settled already: somebody was asked what they mean, and chose. */
  readonly meaning?: string | undefined
}
