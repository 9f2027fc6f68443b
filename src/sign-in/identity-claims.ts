import { z } from 'zod'
import type { SignedInUser, SignInFailure, SignInRequirements } from './types.ts'

/** What Entra ID's token says of a person; `auth_time` and `acrs` only where the app registration asks for them. */
const identityClaims = z.object({
  tid: z.guid().toLowerCase(),
  oid: z.guid().toLowerCase(),
  auth_time: z.number().int().positive(),
  acrs: z.union([z.array(z.string()), z.string().transform((context) => [context])]).default([]),
  name: z.string().default(''),
  preferred_username: z.string().default(''),
})

/** Between the identity provider's clock and ours. */
export const clockToleranceInMs = 30_000

interface ExpectedIdentity {
  readonly tenantId: string
  readonly wanted: SignInRequirements
  /** Real milliseconds. */
  readonly now: number
}

/** Who signed in, or what is wrong with it. Signature, issuer, audience, nonce and expiry were found right before. */
export const readIdentity = (
  claims: unknown,
  { tenantId, wanted, now }: ExpectedIdentity,
): SignedInUser | SignInFailure => {
  const { data } = identityClaims.safeParse(claims)
  if (data === undefined) return 'incomplete'
  if (data.tid !== tenantId) return 'other-tenant'
  const authenticatedAt = data.auth_time * 1000
  if (authenticatedAt > now + clockToleranceInMs) return 'invalid'
  if (authenticatedAt + wanted.maxAgeInMs + clockToleranceInMs < now) return 'too-old'
  const { authenticationContext } = wanted
  if (authenticationContext !== undefined && !data.acrs.includes(authenticationContext)) return 'context-missing'
  return {
    tenantId: data.tid,
    objectId: data.oid,
    name: data.name || data.preferred_username || data.oid,
    authenticatedAt: Math.min(authenticatedAt, now),
    authenticationContexts: data.acrs,
  }
}
