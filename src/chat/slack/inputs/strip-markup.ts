/** Slack's own limit is 40,000; nobody describes an outage in more than this. */
const maxTextLength = 4_000

/** What a person wrote, without Slack's markup and without the mention of the bot. */
export const stripSlackMarkup = (markup: string, bot: string): string =>
  markup
    .slice(0, maxTextLength * 4)
    .replace(/<([^<>]*)>/g, (_, inside: string) => textOfEntity(inside, bot))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxTextLength)

/** `@U1|name`, `#C1|name`, `!here`, `https://…|label`. Of a link the address counts: that is where the app's name is. */
const textOfEntity = (inside: string, bot: string): string => {
  const [target = '', label] = inside.split('|')
  if (target.startsWith('@')) return target === `@${bot}` ? ' ' : `@${label ?? target.slice(1)}`
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`
  if (target.startsWith('!')) return ' '
  return /^mailto:/i.test(target) ? (label ?? target.slice('mailto:'.length)) : target
}

/** Ids of the people whom it mentions, each once, in the order in which they stand, and the name where Slack wrote it. */
export const mentionedUsersIn = (
  markup: string,
  bot: string,
): readonly { readonly id: string; readonly name?: string }[] => {
  const found = new Map<string, string | undefined>()
  for (const [, id = '', name] of markup.matchAll(/<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>/g))
    if (id !== bot && !found.has(id)) found.set(id, name)
  return [...found].slice(0, maxMentions).map(([id, name]) => (name === undefined ? { id } : { id, name }))
}

/** Nobody hands something over to more. */
const maxMentions = 5

export const mentionsUser = (markup: string, bot: string): boolean => new RegExp(`<@${bot}(\\|[^<>]*)?>`).test(markup)
