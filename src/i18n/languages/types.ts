/** What a language needs beside its strings, because ICU releases disagree on it, or do not have it. */
export interface LanguageFormat {
  /** ICU has "Sep" and "Sept": a card must not change with Node's version. */
  readonly months: readonly string[]
  /** Behind a number of hours. */
  readonly hourSign: string
}
