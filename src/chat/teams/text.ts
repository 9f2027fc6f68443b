import type { Activity } from './activity.ts'

/** What was written, the mention of the bot taken out and other people called by their names. */
export const textOf = (activity: Activity): string => {
  const withoutUs = mentionsOfUs(activity).reduce(
    (text, { text: mark }) => (mark === undefined ? text : text.replaceAll(mark, ' ')),
    activity.text ?? '',
  )
  return decoded(withoutUs.replace(markup, ' '))
    .replace(/[\u00a0\s]+/g, ' ')
    .trim()
}

/** Only the entity counts: anybody can type `<at>`. */
export const isMentioned = (activity: Activity): boolean => mentionsOfUs(activity).length > 0

const mentionsOfUs = ({ entities, recipient }: Activity) =>
  (entities ?? []).filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)

/** Tags that Teams writes, with what is inside left standing; a `<` of the person's own is not one of them. */
const markup =
  /<\/?(?:at|p|div|span|br|b|i|u|s|em|strong|strike|code|pre|blockquote|ul|ol|li|a|h[1-6])(?:\s[^<>]*)?\/?>/gi

const signs: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
  amp: '&',
}

const decoded = (text: string): string =>
  text.replace(/&(nbsp|lt|gt|quot|#39|apos|amp);/g, (_, sign) => signs[sign] ?? ' ')
