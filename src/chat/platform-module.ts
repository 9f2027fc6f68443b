import type { z } from 'zod'
import type { Language, Translate } from '../i18n/types.ts'
import type { ChatPlace } from '../incident/chat-place.ts'
import type { Person } from '../incident/person.ts'
import type { GivenSettings } from '../settings/missing-settings.ts'
import type { CardView } from '../views/types.ts'
import type { ExpandCard } from './shared/card-expander.ts'
import type { ChatLogger } from './shared/chat-logger.ts'
import type { ChatTranscript } from './shared/chat-transcript.ts'
import type { PicturePainter } from './shared/picture-painter.ts'
import type { ChatPlatform, WebhookEndpoint, WebPage } from './types.ts'

/**
 * A chat platform that is there when its settings say so: everything that the rest of the program knows of it. A module
 * costs nothing to import; what it needs to run is loaded by `create`.
 */
export interface RemotePlatform {
  /** Stands in its places and people, in the policy (`slack:T1/C1`) and in ALERT_CHANNELS (`slack/T1/C1`). */
  readonly name: string
  readonly settings: PlatformSettings
  readonly identity: WrittenIdentity
  /** `config` is what `configOf` gave: each platform writes its own type for it. */
  create(config: object, dependencies: PlatformDependencies): Promise<ChatPlatform>
}

export interface PlatformSettings {
  /** Above them in `.env.example`. */
  readonly title: string
  readonly shape: z.ZodRawShape
  /** With which nobody else's variables begin. */
  readonly prefix: string
  /** Without this one the platform is not there. */
  readonly neededSetting: string
  /** With this one the platform calls us, so that others than this machine must reach us. */
  readonly deliverySetting: string
  /** What is wrong with what is set, seen together; each says what to set. */
  conflicts(given: GivenSettings<string>): readonly string[]
  /** `undefined` where the platform is not set up. */
  configOf(values: Readonly<Record<string, unknown>>): object | undefined
}

/** How the policy writes who somebody is there: `people: { ada: { slack: T0123/U0456 } }`. */
export interface WrittenIdentity {
  readonly key: string
  /** Of `<tenant>/<id>`, as the platform's people have them. */
  readonly schema: z.ZodType<string>
}

/** The platform that stands in where no other is set up, on this machine only. */
export interface LocalPlatform {
  readonly name: string
  /** The one channel that it has. */
  readonly channel: ChatPlace
  /** Of a person of the policy in practice, where anybody may act as anybody: `<tenant>/<id>`. */
  practiceIdentityOf(personKey: string): string
  /** Pages of its own, which nobody elsewhere could open. */
  readonly links: {
    readonly report: (incident: string) => string
    readonly evidence: (id: string) => string
  }
  /** What its people have to know where Azure is real. */
  readonly warning: string
  create(dependencies: PlatformDependencies & LocalDependencies): Promise<ChatPlatform>
}

/** What every platform is built with. */
export interface PlatformDependencies extends IncidentDocuments {
  readonly expand: ExpandCard
  readonly say: (language: Language) => Translate
  /** Where nobody has shown another one. */
  readonly language: Language
  /** Whether what is said in a channel, or in an incident's thread of it, may be shown to somebody. */
  readonly mayReadPlace: (person: Person, place: ChatPlace) => Promise<boolean>
  /** What a person sees before any talk. */
  readonly home: (person: Person) => Promise<HomeViews>
  /** Keeps messages for a platform that has no memory of its own. */
  readonly transcript: ChatTranscript
  readonly painter: Pick<PicturePainter, 'paint'>
  /** Real milliseconds, whatever the clock of the practice estate says: signatures and rate limits are real. */
  readonly now: () => number
  readonly newId: () => string
  readonly log: ChatLogger
}

export interface LocalDependencies {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Whom a visitor may act as; nobody of the policy where Azure is real. */
  readonly practice?: { readonly speed: number; readonly people: readonly PracticePerson[] }
  /** Milliseconds in the clock of the world, which may be a simulated one. */
  readonly worldNow: () => number
  /** Ways in for others, since the port is the platform's own. */
  readonly webhookEndpoints: readonly WebhookEndpoint[]
  readonly webPages: readonly WebPage[]
}

export interface PracticePerson {
  /** The policy's key of the person. */
  readonly key: string
  readonly name: string
  readonly roles: readonly string[]
}

export interface HomeViews {
  /** Cards of incidents that wait for the person. */
  readonly waiting: readonly CardView[]
  /** Cards of open incidents. */
  readonly open: readonly CardView[]
}

export interface IncidentDocuments {
  /** The report as a whole page that loads nothing, or nothing where there is none that this person may read. */
  report(incident: string, person: Person): Promise<string | undefined>
  /** Nothing as above; `withheld` from a reader who may not fetch what could not be redacted. */
  evidence(id: string, person: Person): Promise<EvidenceDownload | ErasedFile | 'withheld' | undefined>
}

/** Gone, and meant to be: cards still link to it. */
export interface ErasedFile {
  /** `keptForDays` where its time was over, and nobody had it erased. */
  readonly erased: { readonly at: number; readonly by: string; readonly keptForDays?: number }
}

export interface EvidenceDownload {
  readonly fileName: string
  readonly contentType: string
  readonly sizeInBytes?: number
  readonly body: Uint8Array | AsyncIterable<Uint8Array>
}
