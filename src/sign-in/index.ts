import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { redirectResponse } from '../chat/shared/page-response.ts'
import type { WebhookHead, WebhookResponse } from '../chat/types.ts'
import { browserCookie, browserOf } from './browser-cookie.ts'
import { type AuthorizationRequest, newSignInSecrets, type RelyingParty } from './relying-party.ts'
import type { SignIn, SignInFailure, SignInRequest, SignInSession } from './types.ts'

export interface SignInOptions {
  readonly relyingParty: RelyingParty
  /** Real milliseconds. */
  readonly now: () => number
  readonly showFailure: (failure: SignInFailure, head: WebhookHead) => WebhookResponse
}

export const signInCallbackPath = '/sign-in/callback'

/** A sign-in under way, waiting for its browser to come back. */
interface SignInTransaction extends AuthorizationRequest {
  readonly path: string
  readonly browser: string
  readonly expiresAt: number
}

interface KeptSession extends SignInSession {
  readonly expiresAt: number
}

/** Long enough for somebody who has to find their phone. */
const lifetimeInMs = 10 * 60_000
/** Of each kind; those longest unused go. Only whoever holds a link of ours begins one. */
const maxKept = 1_000

const newSecret = (): string => randomBytes(32).toString('base64url')

/**
 * Signs people in for one path at a time. A transaction belongs to the browser that began it, so an address that
 * somebody passes on signs nobody in as somebody else; and it is good for one answer.
 */
export const createSignIn = ({ relyingParty, now, showFailure }: SignInOptions): SignIn => {
  const transactions = new LRUCache<string, SignInTransaction>({ max: maxKept })
  const sessions = new LRUCache<string, KeptSession>({ max: maxKept })

  const begin = async (head: WebhookHead, request: SignInRequest): Promise<WebhookResponse> => {
    const browser = browserOf(head) ?? newSecret()
    const transaction = { ...request, browser, secrets: newSignInSecrets(), expiresAt: now() + lifetimeInMs }
    const location = await relyingParty.authorizationUrl(transaction)
    if (typeof location === 'string') return showFailure(location, head)
    transactions.set(transaction.secrets.state, transaction)
    return redirectResponse(location.href, browserCookie(browser))
  }

  const takeTransaction = (head: WebhookHead): SignInTransaction | undefined => {
    const state = head.query?.get('state') ?? ''
    const found = transactions.get(state)
    if (found === undefined || found.browser !== browserOf(head)) return undefined
    transactions.delete(state)
    return found.expiresAt > now() ? found : undefined
  }

  const comeBack = async (head: WebhookHead): Promise<WebhookResponse> => {
    const transaction = takeTransaction(head)
    if (transaction === undefined) return showFailure('not-yours', head)
    const { path, browser, fresh } = transaction
    const user = await relyingParty.redeem(head.query ?? new URLSearchParams(), transaction)
    // Entra ID may take `max_age` for less than it says: then they are asked once more, outright.
    if (user === 'too-old' && fresh !== true) return begin(head, { ...transaction, fresh: true })
    if (typeof user === 'string') return showFailure(user, head)
    const csrfToken = newSecret()
    sessions.set(sessionKey(browser, path), { user, csrfToken, expiresAt: now() + lifetimeInMs })
    return redirectResponse(path)
  }

  return {
    callbackPage: { path: signInCallbackPath, show: comeBack },
    begin,
    sessionOf: (head, path) => {
      const found = sessions.get(sessionKey(browserOf(head), path))
      return found !== undefined && found.expiresAt > now() ? found : undefined
    },
    endSession: (head, path) => void sessions.delete(sessionKey(browserOf(head), path)),
  }
}

const sessionKey = (browser: string | undefined, path: string): string => `${browser} ${path}`
