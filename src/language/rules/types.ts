import type { Reading } from '../reading/types.ts'
import type { Intent } from '../types.ts'

export interface Context {
  /** The message was meant for the bot: a mention, a direct message. Overheard ones are read more strictly. */
  readonly addressed: boolean
}

export interface Decision {
  readonly intent: Intent
  /** Name of the rule and the words it went by. */
  readonly why: readonly string[]
}

/** Decides, or leaves it to the next rule. */
export type Rule = (reading: Reading, context: Context) => Decision | undefined
