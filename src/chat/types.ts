import type { ChatPlace } from '../incident/chat-place.ts'
import type { Membership, Person } from '../incident/person.ts'
import type { CardView } from '../views/types.ts'

/** What comes in from a platform: authenticated, deduplicated by `id` later. */
export type ChatInput = ChatMessage | ButtonClick

/**
 * Takes an input in. It is durable when this resolves, and may be acknowledged only then; where it rejects it was not
 * taken, and the platform is to say so or to send it again.
 */
export type AcceptInput = (input: ChatInput) => Promise<AcceptedInput>

export interface AcceptedInput {
  /** Resolves when it was decided and answered; never rejects. An acknowledgement does not wait for it (L7). */
  readonly handled: Promise<void>
}

export interface ChatMessage {
  readonly kind: 'message'
  /** The platform's own id of the event, unique a platform. */
  readonly id: string
  readonly place: ChatPlace
  readonly person: Person
  /** Plain text, the platform's markup and the mention of the bot removed. */
  readonly text: string
  /** True where it was meant for the bot: a mention, a direct message, the web chat. */
  readonly addressed: boolean
  /** BCP 47 tag of the person's client, where the platform tells. */
  readonly locale?: string
  /** The other people whom the platform says that it mentions, in the order in which they stand. */
  readonly mentions?: readonly Person[]
  /** A former process began with it: what that has committed is not done again, what is missing still is. */
  readonly isResumed?: true
}

export interface ButtonClick {
  readonly kind: 'click'
  readonly id: string
  readonly place: ChatPlace
  readonly person: Person
  /** `approve`, `reject`, `propose`, `choose-app`, `observe-again`, … */
  readonly verb: string
  /** The opaque id that the card carried. Nothing else in a card is believed (L8). */
  readonly token: string
  /** What the person entered in the card's inputs; validated by whoever uses it. */
  readonly values: Readonly<Record<string, string>>
  readonly locale?: string
}

/** Opaque to everybody but the platform that gave it; JSON. */
export type CardRef = Readonly<Record<string, unknown>>

/** A chat platform that runs. What is known of one before it runs is its module. */
export interface ChatPlatform {
  readonly name: string
  /** Where it is reached, in words, once it has started; absent where its webhook endpoints say it. */
  readonly address?: string
  /** Ways in over HTTP, where the platform calls us. */
  readonly webhookEndpoints?: readonly WebhookEndpoint[]
  /** Starts to listen; resolves when ready. */
  start(accept: AcceptInput): Promise<void>
  /** Posts a card into the place, as a reply in its thread where it has one. */
  post(place: ChatPlace, view: CardView): Promise<PostedCard>
  /** Edits a card in place. */
  update(place: ChatPlace, ref: CardRef, view: CardView): Promise<void>
  /** Shows something to one person only: refusals, help, questions. */
  whisper(place: ChatPlace, person: Person, view: CardView): Promise<void>
  /** Where people open a card that it has posted; absent, or `undefined`, where the platform has no such address. */
  linkTo?(place: ChatPlace, ref: CardRef): string | undefined
  /**
   * Whether somebody who sent an input is of the organisation that the bot is installed in: asked of the platform, so
   * only where it matters. `undefined` where the platform does not say in time. Never rejects.
   */
  membershipOf?(person: Person, place: ChatPlace): Promise<Membership | undefined>
  /**
   * The same input with what the platform knows of its people: names, language, workspace. Asked after it was
   * acknowledged; absent where the input says all of it. Never rejects.
   */
  lookUpPeople?<Input extends ChatInput>(input: Input): Promise<Input>
  stop(): Promise<void>
}

export interface PostedCard {
  readonly ref: CardRef
  /** The place inside the thread that the card began; follow-ups go there. */
  readonly thread: ChatPlace
}

/** A way in over HTTP for platforms that call us: mounted on the one server that others may reach. */
export interface WebhookEndpoint {
  /** `/slack/events`, `/api/messages`. Only POST comes through. */
  readonly path: string
  /** The largest that the platform sends; a larger one is answered with 413, before it is read where it says so. */
  readonly maxBodyInBytes: number
  /** Kinds of body that the platform sends, such as `application/json`; any where absent. */
  readonly contentTypes?: readonly string[]
  /**
   * Judges what the head alone tells. An answer refuses, and the body is then never read: who cannot say who they are
   * costs no memory. Never rejects.
   */
  admit(head: WebhookHead): Promise<WebhookResponse | undefined>
  /** Verifies, acknowledges and hands on; the answer is what the platform sees. Never rejects. */
  serve(request: WebhookRequest): Promise<WebhookResponse>
}

/** A page that people open in a browser, on the same server. Only GET comes through; what is sent is an endpoint. */
export interface WebPage {
  /** `/approve/:token`: what stands for a name that begins with `:` comes with the request. */
  readonly path: string
  show(request: WebPageRequest): Promise<WebhookResponse>
}

export interface WebPageRequest extends WebhookHead {
  readonly params: Readonly<Record<string, string | undefined>>
}

export interface WebhookHead {
  /** Names in lower case. The request that follows carries this very object. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** What stood behind `?`. */
  readonly query?: URLSearchParams
}

export interface WebhookRequest extends WebhookHead {
  readonly body: Uint8Array
}

export interface WebhookResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** In place of a body: what is too large to be held. */
  readonly stream?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}
