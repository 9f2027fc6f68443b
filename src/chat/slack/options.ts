import type { Person } from '../../incident/person.ts'
import type { Language, Say } from '../../language/types.ts'
import type { View } from '../../views/types.ts'
import type { Expand } from '../expand.ts'
import type { Painter } from '../picture.ts'

export interface SlackChatOptions {
  readonly config: SlackConfig
  readonly expand: Expand
  readonly painter: Pick<Painter, 'paint'>
  readonly say: (language: Language) => Say
  /** Language of the few words that are the platform's own, where the person's client does not tell. */
  readonly language?: Language
  /** What a person sees in the app's Home tab; help where absent. */
  readonly home?: (person: Person) => Promise<HomeViews>
  /** Real milliseconds, whatever the clock of the practice estate says: signatures and rate limits are real. */
  readonly now: () => number
  readonly newId: () => string
  readonly log: Log
  /** Where the Web API is; Slack's own where absent. */
  readonly slackApiUrl?: string
  readonly after?: After
}

export type SlackConfig =
  | { readonly kind: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly kind: 'http'; readonly botToken: string; readonly signingSecret: string }

export interface HomeViews {
  /** Cards of incidents that wait for the person. */
  readonly waiting: readonly View[]
  /** Cards of open incidents. */
  readonly open: readonly View[]
}

/** The part of a pino logger that is used here. */
export interface Log {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** Calls back once after so long in real time; returns how to call it off. */
export type After = (inMs: number, run: () => void) => () => void

export const afterReal: After = (inMs, run) => {
  const timer = setTimeout(run, inMs)
  return () => clearTimeout(timer)
}

export const platform = 'slack'
