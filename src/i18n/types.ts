import type { Language } from './languages/index.ts'
import type { TranslatableMessage } from './message.ts'

export { type Language, languages } from './languages/index.ts'

/** Says phrases in one language; throws on a key or argument that is missing, so that no card shows a key. */
export interface Translate {
  readonly language: Language
  (phrase: TranslatableMessage): string
  /** Arguments that the message of this key speaks of; `undefined` where there is no such message. */
  argumentsOf(key: string): readonly string[] | undefined
  /** Clock time of an instant, which is milliseconds since 1970 in UTC, with its zone: `03:12 UTC`. */
  time(atInMs: number): string
  /** Date and time with zone. */
  dateTime(atInMs: number): string
  /** `4 min`, `1 h 20 min`. */
  duration(inMs: number): string
  number(value: number, unit?: 'percent' | 'bytes' | 'seconds' | 'count'): string
}
