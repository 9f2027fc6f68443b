import type { ChatMessage } from '../chat/types.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { IntentPart } from './split-intents.ts'
import type { RunbookDependencies } from './types.ts'

const sentenceEnds = /(?<=[.!?…])\s+|\n+/

/**
 * "Wow, 46 seconds. How much was it before?": what ends in a question asks, whatever was sighed before it. The message
 * stays whole, since the sigh says what the question is about.
 */
export const askedPart = (
  message: ChatMessage,
  { apps, language }: ParsedMessage,
  { understand }: Pick<RunbookDependencies, 'understand'>,
): IntentPart | undefined => {
  const sentences = message.text.split(sentenceEnds).filter((text) => text.trim() !== '')
  const last = sentences.at(-1)?.trim() ?? ''
  if (apps.length > 0 || sentences.length < 2 || !last.endsWith('?')) return undefined
  const parsed = understand(last, { addressed: message.addressed })
  return { message, parsed: { ...parsed, isQuestion: true, ...(language === undefined ? {} : { language }) } }
}
