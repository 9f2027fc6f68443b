import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'

/** The first so many, and how many more there are: a list that a card has room for. */
export const truncateNames = (names: readonly string[], most: number, say: Translate): string => {
  const shown = names.length - most <= 1 ? names : names.slice(0, most)
  const left = names.length - shown.length
  const listed = shown.map((name) => sanitizeText(name, 60)).join(', ')
  return left === 0 ? listed : `${listed} ${say(messageOf('card.and-more', { left }))}`
}

/** People by their names. */
export const personNames = (people: readonly string[], say: Translate, { names }: RenderContext): string =>
  truncateNames(people.map(names), 8, say)

/** All of them, as in a sentence: "Ada and Ben". */
export const personList = (names: readonly string[], say: Translate): string =>
  new Intl.ListFormat(say.language, { type: 'conjunction' }).format(names.map((name) => sanitizeText(name, 60)))
