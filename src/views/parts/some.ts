import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'

/** A titled section of a card, or none where it would be empty: templates repeat over none or one. */
export const some = <T extends Readonly<Record<string, readonly unknown[]>>>(
  title: string,
  content: T,
  say: Say,
): readonly (T & { readonly title: string })[] =>
  Object.values(content).every((list) => list.length === 0)
    ? []
    : [{ title: title === '' ? '' : say(phrase(title)), ...content }]
