import { type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'

/** What is read of a token before anything is known about who made it. */
export interface BearerToken<Known extends TokenClaims = TokenClaims> {
  readonly kid: string
  readonly claims: Known
  readonly signed: string
  readonly signature: Buffer
}

/** What every token says; whoever needs more of it extends this. */
export const tokenClaimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
})
type TokenClaims = z.infer<typeof tokenClaimsSchema>

/** RS256 only: with HS256 the public key would be the secret, and `none` asks for trust. */
const header = z.object({ alg: z.literal('RS256'), kid: z.string().min(1).max(200) })

const bearer = /^Bearer ([\w-]{10,2000})\.([\w-]{10,8000})\.([\w-]{10,2000})$/

/**
 * A bearer token with the claims that somebody needs of it. Read here rather than by `jose`, which asks for the key and
 * checks the signature before any claim, so that garbage costs fourteen times as much, and whose key set, once a day
 * old, lets nobody in until it could be fetched anew.
 */
export const parseBearerToken = <Known extends TokenClaims>(
  authorization: unknown,
  wanted: z.ZodType<Known>,
): BearerToken<Known> | undefined => {
  const parts = typeof authorization === 'string' ? bearer.exec(authorization) : null
  const [, head = '', body = '', signature = ''] = parts ?? []
  const { data: known } = header.safeParse(jsonOf(head))
  const { data: claimed } = wanted.safeParse(jsonOf(body))
  if (known === undefined || claimed === undefined) return undefined
  return { kid: known.kid, claims: claimed, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') }
}

export interface ExpectedClaims {
  readonly issuer: string
  readonly audience: string
  /** Real milliseconds. */
  readonly now: number
}

/** What Microsoft allows between its clocks and ours. */
const toleranceInMs = 5 * 60_000

/** The first claim that is not as it must be. */
export const findWrongClaim = (
  { claims: { iss, aud, exp, nbf } }: Pick<BearerToken, 'claims'>,
  expected: ExpectedClaims,
): string | undefined => {
  if (iss !== expected.issuer) return 'issuer'
  if (aud !== expected.audience) return 'audience'
  if (exp * 1000 + toleranceInMs < expected.now) return 'expired'
  return (nbf ?? 0) * 1000 - toleranceInMs > expected.now ? 'not-yet-valid' : undefined
}

export const isSignedBy = ({ signed, signature }: Pick<BearerToken, 'signed' | 'signature'>, key: KeyObject): boolean =>
  verify('RSA-SHA256', Buffer.from(signed), key, signature)

const jsonOf = (base64url: string): unknown => {
  try {
    return JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
