import type { MessageReading } from '../reading/types.ts'
import type { Intent } from '../types.ts'

export interface Context {
  /** The message was meant for the bot: a mention, a direct message. Overheard ones are read more strictly. */
  readonly addressed: boolean
  /** Whether an app of the estate is called so: names need not look like names ("orders", "AmCAT"). */
  readonly isApp?: (word: string) => boolean
}

export interface Decision {
  readonly intent: Intent
  /** Name of the rule and the words it went by. */
  readonly why: readonly string[]
}

/** Decides, or leaves it to the next rule. */
export type Rule = (reading: MessageReading, context: Context) => Decision | undefined
