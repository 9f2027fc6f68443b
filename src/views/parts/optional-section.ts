import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'

/** A titled section of a card, or none where it would be empty: templates repeat over none or one. */
export const optionalSection = <T extends Readonly<Record<string, readonly unknown[]>>>(
  title: string,
  content: T,
  say: Translate,
): readonly (T & { readonly title: string })[] =>
  Object.values(content).every((list) => list.length === 0)
    ? []
    : [{ title: title === '' ? '' : say(messageOf(title)), ...content }]
