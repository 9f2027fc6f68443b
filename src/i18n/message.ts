/**
 * Something to be said, not yet in a language: a key of `cards/strings/*.json` and its arguments.
 * Arguments may hold untrusted text; views put phrases only where text cannot become markup.
 */
export interface TranslatableMessage {
  readonly key: string
  readonly args?: Readonly<Record<string, string | number>>
}

export const messageOf = (key: string, args?: Readonly<Record<string, string | number>>): TranslatableMessage =>
  args === undefined ? { key } : { key, args }
