import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Surroundings } from '../surroundings.ts'
import { plain } from '../untrusted.ts'

/** The first so many, and how many more there are: a list that a card has room for. */
export const firstOf = (names: readonly string[], most: number, say: Say): string => {
  const shown = names.length - most <= 1 ? names : names.slice(0, most)
  const left = names.length - shown.length
  const listed = shown.map((name) => plain(name, 60)).join(', ')
  return left === 0 ? listed : `${listed} ${say(phrase('card.and-more', { left }))}`
}

/** People by their names. */
export const namesOf = (people: readonly string[], say: Say, { names }: Surroundings): string =>
  firstOf(people.map(names), 8, say)
