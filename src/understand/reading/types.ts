import type { Concept } from '../lexicons/types.ts'

export type TokenKind = 'word' | 'app' | 'place' | 'code' | 'number' | 'sku' | 'incident' | 'comma' | 'stop' | 'ask'

export interface MessageToken {
  readonly kind: TokenKind
  /** Folded text to match with, or `@app`, `@code`, `@num`, `@sku`, `@place`, `@incident`; `?` of a question. */
  readonly text: string
  /** As written. */
  readonly raw: string
  /** Number tokens, codes. */
  readonly value?: number
  /** What stuck to a number: `s`, `ing`, `%`. */
  readonly suffix?: string
  /** Stood in back-quotes or quotation marks by itself. */
  readonly quoted?: boolean
}

export interface Hit {
  readonly concept: Concept
  /** First and one past the last token, indexes into the sentence. */
  readonly from: number
  readonly to: number
  readonly languages: readonly string[]
  /** The words, for `why`. */
  readonly words: string
}

export interface Sentence {
  readonly tokens: readonly MessageToken[]
  readonly hits: readonly Hit[]
  readonly byConcept: ReadonlyMap<Concept, readonly Hit[]>
  /** Ends in a question mark. */
  readonly asks: boolean
}

/** A message, read but not yet understood. */
export interface MessageReading {
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly codes: readonly number[]
  readonly apps: readonly string[]
  readonly language: string | undefined
  readonly incident: string | undefined
}
