import type { TeamsActivity } from './activity-schema.ts'

/** What was written, the mention of the bot taken out and other people called by their names. */
export const messageTextOf = (activity: TeamsActivity): string => {
  const withoutUs = botMentionsIn(activity).reduce(
    (text, { text: mark }) => (mark === undefined ? text : text.replaceAll(mark, ' ')),
    activity.text ?? '',
  )
  return decodeEntities(withoutUs.replace(teamsTags, ' '))
    .replace(/[\u00a0\s]+/g, ' ')
    .trim()
}

/** Only the entity counts: anybody can type `<at>`. */
export const isBotMentioned = (activity: TeamsActivity): boolean => botMentionsIn(activity).length > 0

const botMentionsIn = ({ entities, recipient }: TeamsActivity) =>
  (entities ?? []).filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)

/** The people whom it mentions, beside the bot. */
export const mentionedAccountsIn = ({ entities, recipient }: TeamsActivity) =>
  (entities ?? []).flatMap(({ type, mentioned }) =>
    type === 'mention' && mentioned !== undefined && mentioned.id !== recipient.id ? [mentioned] : [],
  )

/** Tags that Teams writes, with what is inside left standing; a `<` of the person's own is not one of them. */
const teamsTags =
  /<\/?(?:at|p|div|span|br|b|i|u|s|em|strong|strike|code|pre|blockquote|ul|ol|li|a|h[1-6])(?:\s[^<>]*)?\/?>/gi

const entityCharacters: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
  amp: '&',
}

const decodeEntities = (text: string): string =>
  text.replace(/&(nbsp|lt|gt|quot|#39|apos|amp);/g, (_, sign) => entityCharacters[sign] ?? ' ')
