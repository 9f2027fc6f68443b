import type { Language, Translate } from '../../i18n/types.ts'
import type { Person } from '../../incident/person.ts'
import type { HomeViews } from '../platform-module.ts'
import type { ExpandCard } from '../shared/card-expander.ts'
import type { ChatLogger } from '../shared/chat-logger.ts'
import type { PicturePainter } from '../shared/picture-painter.ts'
import type { StartTimer } from '../shared/start-timer.ts'

export interface SlackChatOptions {
  readonly config: SlackAppConfig
  readonly expand: ExpandCard
  readonly painter: Pick<PicturePainter, 'paint'>
  readonly say: (language: Language) => Translate
  /** Language of the few words that are the platform's own, where the person's client does not tell. */
  readonly language?: Language
  /** What a person sees in the app's Home tab; help where absent. */
  readonly home?: (person: Person) => Promise<HomeViews>
  /** Real milliseconds, whatever the clock of the practice estate says: signatures and rate limits are real. */
  readonly now: () => number
  readonly newId: () => string
  readonly log: ChatLogger
  /** Where the Web API is; Slack's own where absent. */
  readonly slackApiUrl?: string
  readonly after?: StartTimer
}

export type SlackAppConfig =
  | { readonly kind: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly kind: 'http'; readonly botToken: string; readonly signingSecret: string }

export const slackPlatform = 'slack'
