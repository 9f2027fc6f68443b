import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { findWrongClaim, isSignedBy, parseBearerToken, tokenClaimsSchema } from '../auth/bearer-token.ts'
import type { SigningKeys } from '../auth/signing-keys.ts'
import type { WebhookHead } from '../chat/types.ts'

/** Who may send alerts: whoever knows the secret, or Azure Monitor by a token of Entra ID. */
export interface AlertGuardOptions {
  readonly secret?: string
  readonly entra?: {
    readonly tenantId: string
    /** Client id or application id URI of the app registration that the action group names. */
    readonly audience: string
    readonly keys: SigningKeys
  }
  readonly now: () => number
}

export type AlertGuard = (head: WebhookHead) => Promise<'passed' | 'refused' | 'unavailable'>

/** Where the secret may stand: action groups can send no headers of their own, so their URL carries it. */
const secretHeader = 'x-alert-secret'
const secretParameter = 'secret'

/** The role that Microsoft's "Secure webhook" has given to Azure Monitor's own application. */
const azureMonitorRole = 'ActionGroupsSecureWebhook'

const claimsSchema = tokenClaimsSchema.extend({
  tid: z.string().optional(),
  roles: z.array(z.string()).default([]),
})

export const createAlertGuard = ({ secret, entra, now }: AlertGuardOptions): AlertGuard => {
  const expected = secret === undefined ? undefined : digest(secret)

  const knowsSecret = ({ headers, query }: WebhookHead): boolean => {
    const told = headers[secretHeader] ?? query?.get(secretParameter)
    return expected !== undefined && typeof told === 'string' && timingSafeEqual(digest(told), expected)
  }

  const byToken = async ({ headers }: WebhookHead): Promise<'passed' | 'refused' | 'unavailable'> => {
    const token = entra === undefined ? undefined : parseBearerToken(headers.authorization, claimsSchema)
    if (entra === undefined || token === undefined) return 'refused'
    const { tid, roles } = token.claims
    const issuer = issuersOf(entra.tenantId).find((each) => each === token.claims.iss) ?? issuersOf(entra.tenantId)[0]
    const audience = [entra.audience, `api://${entra.audience}`].find((each) => each === token.claims.aud)
    if (audience === undefined || issuer === undefined || !roles.includes(azureMonitorRole)) return 'refused'
    if (tid !== undefined && tid.toLowerCase() !== entra.tenantId.toLowerCase()) return 'refused'
    if (findWrongClaim(token, { issuer, audience, now: now() }) !== undefined) return 'refused'
    const key = await entra.keys.find(token.kid)
    if (key === 'unavailable') return 'unavailable'
    return key !== 'unknown' && isSignedBy(token, key.key) ? 'passed' : 'refused'
  }

  return async (head) => (knowsSecret(head) ? 'passed' : byToken(head))
}

/** Of the two token versions; which one is sent is a setting of the app registration. */
const issuersOf = (tenant: string): readonly string[] => [
  `https://sts.windows.net/${tenant}/`,
  `https://login.microsoftonline.com/${tenant}/v2.0`,
]

/** Of one length whatever was sent, so that comparing takes one time. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
