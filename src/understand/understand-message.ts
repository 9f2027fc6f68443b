import { amountsIn } from './amounts.ts'
import { readMessageText } from './reading/read-message-text.ts'
import { decideIntent } from './rules/index.ts'
import type { Context } from './rules/types.ts'
import type { ParsedMessage } from './types.ts'

/**
 * What a message means. Pure and deterministic: the same text always gives the same answer, with the rules that
 * decided in `why`. Only the first 3,000 characters are read.
 */
export const understandMessage = (text: string, context: Context): ParsedMessage => {
  const reading = readMessageText(text, context.isApp)
  const { intent, why } = decideIntent(reading, context)
  return {
    intent,
    codes: reading.codes,
    apps: reading.apps,
    ...(reading.language === undefined ? {} : { language: reading.language }),
    ...amountsIn(reading, intent),
    ...(reading.incident === undefined ? {} : { incident: reading.incident }),
    why,
  }
}
