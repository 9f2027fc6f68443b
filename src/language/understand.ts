import { amountsIn } from './amounts.ts'
import { read } from './reading/read.ts'
import { decide } from './rules/index.ts'
import type { Context } from './rules/types.ts'
import type { Heard } from './types.ts'

/**
 * What a message means. Pure and deterministic: the same text always gives the same answer, with the rules that
 * decided in `why`. Only the first 3,000 characters are read.
 */
export const understand = (text: string, context: Context): Heard => {
  const reading = read(text, context.isApp)
  const { intent, why } = decide(reading, context)
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
