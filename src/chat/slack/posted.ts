import type { Place } from '../../incident/place.ts'
import type { SlackApi } from './api.ts'
import { SlackCallError } from './api.ts'
import { nodesIn, textIn } from './json.ts'
import type { Words } from './make.ts'
import type { SlackRef } from './place.ts'

/** Clocks differ; a message cannot have been posted longer before it was sent than this. */
const marginInMs = 5 * 60_000
const mostRead = 200

const markId = (mark: string): string => `card:${mark}`

/** The mark stands in the first block's id, which Slack keeps and shows to nobody. */
export const marked = (words: Words, mark: string): Words => {
  const [first, ...rest] = words.blocks
  return first === undefined ? words : { ...words, blocks: [{ ...first, block_id: markId(mark) }, ...rest] }
}

/** Whether a post whose answer got lost stands there after all: posting it again would double it. */
export const findPosted = async (
  api: SlackApi,
  { place, mark, since }: { readonly place: Place; readonly mark: string; readonly since: number },
): Promise<SlackRef | undefined> => {
  const { channel, thread } = place
  const oldest = ((since - marginInMs) / 1000).toFixed(6)
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies'
  try {
    const answer = await api.call(method, {
      channel,
      oldest,
      limit: mostRead,
      ...(thread === undefined ? {} : { ts: thread }),
    })
    const found = nodesIn(answer, 'messages').find((message) =>
      nodesIn(message, 'blocks').some((block) => textIn(block, 'block_id') === markId(mark)),
    )
    return found === undefined ? undefined : { channel, ts: textIn(found, 'ts') }
  } catch (error) {
    // What may not be read is posted again: twice is better than not at all.
    if (error instanceof SlackCallError && error.kind === 'refused') return undefined
    throw error
  }
}
