import type { ChatPlace } from '../../incident/chat-place.ts'
import { objectsIn, textIn } from '../shared/json-object.ts'
import type { SlackMessage } from './message-renderer.ts'
import type { SlackMessageRef } from './place-mapping.ts'
import { type SlackApi, SlackCallError } from './web-api.ts'

/** Clocks differ; a message cannot have been posted longer before it was sent than this. */
const clockMarginInMs = 5 * 60_000
const maxMessagesRead = 200

const markerBlockId = (mark: string): string => `card:${mark}`

/** The mark stands in the first block's id, which Slack keeps and shows to nobody. */
export const withPostMarker = (words: SlackMessage, mark: string): SlackMessage => {
  const [first, ...rest] = words.blocks
  return first === undefined ? words : { ...words, blocks: [{ ...first, block_id: markerBlockId(mark) }, ...rest] }
}

/** Whether a post whose answer got lost stands there after all: posting it again would double it. */
export const findPostedMessage = async (
  api: SlackApi,
  { place, mark, since }: { readonly place: ChatPlace; readonly mark: string; readonly since: number },
): Promise<SlackMessageRef | undefined> => {
  const { channel, thread } = place
  const oldest = ((since - clockMarginInMs) / 1000).toFixed(6)
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies'
  try {
    const answer = await api.call(method, {
      channel,
      oldest,
      limit: maxMessagesRead,
      ...(thread === undefined ? {} : { ts: thread }),
    })
    const found = objectsIn(answer, 'messages').find((message) =>
      objectsIn(message, 'blocks').some((block) => textIn(block, 'block_id') === markerBlockId(mark)),
    )
    return found === undefined ? undefined : { channel, ts: textIn(found, 'ts') }
  } catch (error) {
    // What may not be read is posted again: twice is better than not at all.
    if (error instanceof SlackCallError && error.kind === 'refused') return undefined
    throw error
  }
}
