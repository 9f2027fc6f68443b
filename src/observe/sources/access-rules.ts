import { z } from 'zod'
import { nullableText } from '../../azure/answer-fields.ts'
import type { StateFinding } from '../../incident/finding.ts'

const rule = z.object({ ipAddress: nullableText, action: nullableText, priority: z.number().nullish() })

/** Of `config/web`: who may come in. Azure sends no rules, null, or one that lets everybody in, where there are none. */
export const accessShape = {
  ipSecurityRestrictions: z.array(rule).nullish(),
  ipSecurityRestrictionsDefaultAction: nullableText,
  publicNetworkAccess: nullableText,
}

export interface AccessSettings {
  readonly ipSecurityRestrictions?: readonly z.infer<typeof rule>[] | null | undefined
  readonly ipSecurityRestrictionsDefaultAction: string | null
  readonly publicNetworkAccess: string | null
}

/** `ofSite`: what the site itself says of public access; its configuration may leave it out. */
export const accessFindingOf = (
  name: string,
  { ipSecurityRestrictions, ipSecurityRestrictionsDefaultAction, publicNetworkAccess }: AccessSettings,
  ofSite: string | null,
): StateFinding => {
  const rules = (ipSecurityRestrictions ?? []).toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
  const everybody = rules.find(({ ipAddress }) => isEverybody(ipAddress))
  const narrowing = rules.filter(({ ipAddress }) => !isEverybody(ipAddress))
  // Microsoft: once there is a rule, whoever none of them names is refused, unless the default says otherwise.
  const others = everybody?.action ?? ipSecurityRestrictionsDefaultAction ?? (rules.length > 0 ? 'Deny' : 'Allow')
  return {
    kind: 'state',
    of: 'access',
    name,
    properties: {
      restrictions: narrowing.length,
      others: /^deny$/i.test(others) ? 'refused' : 'allowed',
      publicAccess: ofSite || publicNetworkAccess || null,
    },
  }
}

/** A rule about a subnet has no address. */
const isEverybody = (address: string | null): boolean => /^(any|0\.0\.0\.0\/0)$/i.test(address ?? '')
