import type { Language, Say } from '../../language/types.ts'
import type { Expand } from '../expand.ts'
import type { Painter } from '../picture.ts'
import type { Endpoints } from './endpoints.ts'

export interface TeamsChatOptions {
  readonly config: TeamsConfig
  readonly expand: Expand
  readonly painter: Pick<Painter, 'paint'>
  readonly say: (language: Language) => Say
  /** Language of the few words that are the platform's own, where the person's client does not tell. */
  readonly language?: Language
  /** Real milliseconds, whatever the clock of the practice estate says: tokens and rate limits are real. */
  readonly now: () => number
  readonly newId: () => string
  readonly log: Log
  /** What differs from the public cloud. */
  readonly endpoints?: Partial<Endpoints>
  readonly after?: After
}

export interface TeamsConfig {
  readonly appId: string
  readonly tenantId: string
  readonly signIn:
    | { readonly kind: 'password'; readonly password: string }
    | { readonly kind: 'certificate'; readonly path: string }
    | { readonly kind: 'managed-identity' }
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

export const platform = 'teams'
