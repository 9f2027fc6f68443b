export type TokenKind =
  | 'word'
  | 'app'
  | 'place'
  | 'code'
  | 'number'
  | 'sku'
  | 'incident'
  | 'person'
  | 'comma'
  | 'stop'
  | 'ask'

export interface MessageToken {
  readonly kind: TokenKind
  /** Folded text to match with, or `@app`, `@code`, `@num`, `@sku`, `@place`, `@incident`, `@person`; `?` of a question. */
  readonly text: string
  /** As written. */
  readonly raw: string
  /** Number tokens, codes. */
  readonly value?: number
  /** What stuck to a number: `s`, `ing`, `%`. */
  readonly suffix?: string
}
