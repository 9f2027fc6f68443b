import type { ChatPlace } from '../../incident/chat-place.ts'
import type { CardRef } from '../types.ts'
import { parseSlackMessageRef } from './place-mapping.ts'

/**
 * As `chat.getPermalink` makes it, without asking: `https://contoso.slack.com/archives/C1/p1700000000000100`; a reply
 * names its thread beside it.
 */
export const slackPermalinkOf = (workspace: string | undefined, place: ChatPlace, ref: CardRef): string | undefined => {
  if (workspace === undefined || !URL.canParse(workspace)) return undefined
  const { channel, ts } = parseSlackMessageRef(ref)
  const link = new URL(`/archives/${encodeURIComponent(channel)}/p${ts.replace('.', '')}`, workspace)
  if (place.thread !== undefined && place.thread !== ts) {
    link.searchParams.set('thread_ts', place.thread)
    link.searchParams.set('cid', channel)
  }
  return link.href
}
