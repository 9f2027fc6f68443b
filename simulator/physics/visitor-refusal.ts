import type { AppState } from './simulated-app.ts'

/** How App Service answers a visitor in the app's place. */
export interface VisitorRefusal {
  readonly status: 302 | 401 | 403
  /** Of all visitors: some are named by a rule. */
  readonly share: number
}

/** Ours: an office and a monitor are let in. */
const refusedByRules = 0.96

/** `undefined` where everybody is let in. The front end's rules come first, and the health check passes both. */
export function visitorRefusalOf({ config: { more }, signIn }: AppState): VisitorRefusal | undefined {
  if (isOff(more.publicNetworkAccess)) return { status: 403, share: 1 }
  if (/^deny$/i.test(String(more.ipSecurityRestrictionsDefaultAction))) return { status: 403, share: refusedByRules }
  if (signIn === undefined) return undefined
  return { status: signIn === 'Return401' ? 401 : 302, share: 1 }
}

function isOff(access: unknown): boolean {
  return /^disabled$/i.test(String(access))
}
