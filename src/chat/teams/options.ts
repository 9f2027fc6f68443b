import type { Language, Translate } from '../../i18n/types.ts'
import type { ExpandCard } from '../shared/card-expander.ts'
import type { ChatLogger } from '../shared/chat-logger.ts'
import type { PicturePainter } from '../shared/picture-painter.ts'
import type { StartTimer } from '../shared/start-timer.ts'
import type { TeamsEndpoints } from './cloud-endpoints.ts'

export interface TeamsChatOptions {
  readonly config: TeamsAppConfig
  readonly expand: ExpandCard
  readonly painter: Pick<PicturePainter, 'paint'>
  readonly say: (language: Language) => Translate
  /** Language of the few words that are the platform's own, where the person's client does not tell. */
  readonly language?: Language
  /** Real milliseconds, whatever the clock of the practice estate says: tokens and rate limits are real. */
  readonly now: () => number
  readonly newId: () => string
  readonly log: ChatLogger
  /** What differs from the public cloud. */
  readonly endpoints?: Partial<TeamsEndpoints>
  readonly after?: StartTimer
}

export interface TeamsAppConfig {
  readonly appId: string
  readonly tenantId: string
  readonly signIn:
    | { readonly kind: 'password'; readonly password: string }
    | { readonly kind: 'certificate'; readonly path: string }
    | { readonly kind: 'managed-identity' }
}

export const teamsPlatform = 'teams'
