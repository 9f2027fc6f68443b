import type { Instant } from '../incident/finding.ts'
import type { TranslatableMessage } from './message.ts'

/** Languages that Appmedic speaks. */
export const languages = ['en', 'nl'] as const
export type Language = (typeof languages)[number]

/** Says phrases in one language; throws on a key or argument that is missing, so that no card shows a key. */
export interface Translate {
  readonly language: Language
  (phrase: TranslatableMessage): string
  /** Arguments that the message of this key speaks of; `undefined` where there is no such message. */
  argumentsOf(key: string): readonly string[] | undefined
  /** Clock time of an instant with its zone, `03:12 UTC`. */
  time(at: Instant): string
  /** Date and time with zone. */
  dateTime(at: Instant): string
  /** `4 min`, `1 h 20 min`. */
  duration(inMs: number): string
  number(value: number, unit?: 'percent' | 'bytes' | 'seconds' | 'count'): string
}
