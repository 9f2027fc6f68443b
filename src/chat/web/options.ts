import type { Person } from '../../incident/person.ts'
import type { View } from '../../views/types.ts'
import type { Painter } from '../picture.ts'
import type { Door } from '../types.ts'
import type { Transcript } from './transcript.ts'

export interface WebChatOptions {
  /** Ways in for others on this machine, such as alerts while practising: each finds out itself who sends. */
  readonly doors?: readonly Door[]
  /** A loopback name; anything else is refused, since the web chat has no authentication. */
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Whom a visitor may act as, in practice mode; otherwise everybody is the one unauthenticated guest. */
  readonly people: readonly WebPerson[]
  readonly practice: boolean
  /** How many times faster than real the practice clock runs. */
  readonly speed?: number
  /** Makes the Adaptive Card; `images` holds a URL for each of the view's pictures. */
  readonly expand: (view: View, images: Readonly<Record<string, string>>) => object
  readonly painter: Pick<Painter, 'paint'>
  readonly transcript: Transcript
  readonly pages: Pages
  readonly now: () => number
  readonly newId: () => string
  /** Sentences to try, shown to who opens an empty chat. */
  readonly examples: readonly string[]
  readonly log: Log
}

export interface WebPerson {
  /** The policy's key of the person. */
  readonly key: string
  readonly name: string
  readonly roles: readonly string[]
}

export interface Pages {
  /** HTML of the report's body, or nothing where the incident is unknown. */
  report(incident: string): Promise<string | undefined>
  /** `withheld` from this person, who may not fetch what could not be redacted. */
  evidence(id: string, person: Person): Promise<EvidenceFile | 'withheld' | undefined>
}

export interface EvidenceFile {
  readonly fileName: string
  readonly contentType: string
  readonly sizeInBytes?: number
  readonly body: Uint8Array | AsyncIterable<Uint8Array>
}

/** The part of a pino logger that is used here. */
export interface Log {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** The web chat has one channel, in one tenant that exists nowhere else. */
export const platform = 'web'
export const tenant = 'local'
export const channel = 'incidents'
