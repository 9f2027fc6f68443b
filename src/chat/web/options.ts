import type { CardView } from '../../views/types.ts'
import type { IncidentDocuments, PlatformDependencies, PracticePerson } from '../platform-module.ts'
import type { ChatLogger } from '../shared/chat-logger.ts'
import type { ChatTranscript } from '../shared/chat-transcript.ts'
import type { PicturePainter } from '../shared/picture-painter.ts'
import type { WebhookEndpoint, WebPage } from '../types.ts'

export interface WebChatOptions {
  /** Ways in for others on this machine, such as alerts while practising: each finds out itself who sends. */
  readonly webhookEndpoints?: readonly WebhookEndpoint[]
  readonly webPages?: readonly WebPage[]
  /** A loopback name; anything else is refused, since the web chat has no authentication. */
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Whom a visitor may act as, in practice mode; otherwise everybody is the one unauthenticated guest. */
  readonly people: readonly PracticePerson[]
  readonly practice: boolean
  /** How many times faster than real the practice clock runs. */
  readonly speed?: number
  /** Makes the Adaptive Card; `images` holds a URL for each of the view's pictures. */
  readonly expand: (view: CardView, images: Readonly<Record<string, string>>) => object
  readonly painter: Pick<PicturePainter, 'paint'>
  readonly transcript: ChatTranscript
  readonly documents: IncidentDocuments
  readonly mayReadPlace: PlatformDependencies['mayReadPlace']
  readonly now: () => number
  readonly newId: () => string
  /** Sentences to try, shown to who opens an empty chat. */
  readonly examples: readonly string[]
  readonly log: ChatLogger
}

/** The web chat has one channel, in one tenant that exists nowhere else. */
export const webPlatform = 'web'
export const webTenant = 'local'
export const webChannel = 'incidents'
