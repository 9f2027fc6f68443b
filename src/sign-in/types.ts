import type { WebhookHead, WebhookResponse, WebPage } from '../chat/types.ts'

/** Somebody for whom the identity provider has vouched just now. */
export interface SignedInUser {
  /** GUIDs in lower case: the tenant, and the person in it. */
  readonly tenantId: string
  readonly objectId: string
  /** Untrusted text. */
  readonly name: string
  /** Real milliseconds at which they last proved who they are. */
  readonly authenticatedAt: number
  /** Conditional Access authentication contexts that the sign-in has met, such as `c1`. */
  readonly authenticationContexts: readonly string[]
}

/** What a sign-in must have met. */
export interface SignInRequirements {
  readonly maxAgeInMs: number
  readonly authenticationContext?: string
}

export interface SignInRequest extends SignInRequirements {
  /** Where the browser comes back to, on our own origin: chosen by us, never by whoever asks. */
  readonly path: string
  /** They have to prove anew who they are, however short ago they did, and may choose another account. */
  readonly fresh?: boolean
}

/** Each has its own words: `page.sign-in.<failure>` in the strings. */
export const signInFailures = [
  'unavailable', // the identity provider does not answer
  'not-yours', // it was not begun in this browser, or too long ago, or is over
  'declined', // the person, or the identity provider, broke it off
  'invalid', // its answer does not hold: signature, issuer, audience, nonce, time
  'incomplete', // the token does not say who, of which tenant, or when
  'other-tenant',
  'too-old', // they have not proved anew who they are
  'context-missing', // the authentication context that was asked for was not met
] as const
export type SignInFailure = (typeof signInFailures)[number]

/** That somebody has signed in, for one path of one browser. */
export interface SignInSession {
  readonly user: SignedInUser
  /** To be sent back with what the page sends: no other site can know it. */
  readonly csrfToken: string
}

export interface SignIn {
  readonly callbackPage: WebPage
  /** Sends the browser to the identity provider, or answers why it can't. */
  begin(head: WebhookHead, request: SignInRequest): Promise<WebhookResponse>
  sessionOf(head: WebhookHead, path: string): SignInSession | undefined
  endSession(head: WebhookHead, path: string): void
}
