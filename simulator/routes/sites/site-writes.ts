import { type ArmRoute, okAnswer, type RouteAnswer, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { startApp, stopApp } from '../../physics/app-writes.ts'
import { applySiteConfig } from '../../physics/apply-site-config.ts'
import { writeMomentOf } from './site-actions.ts'
import { siteBodyOf } from './site-body.ts'
import { checkSiteConfig } from './site-config.ts'
import { findUnlockedSite } from './site-lock.ts'

/** The site itself: its configuration comes within, and `enabled` starts and stops it. What is not sent stays. */
export const siteWritesRoutes: readonly ArmRoute[] = (['put', 'patch'] as const).map((method) => ({
  method,
  path: sitePath,
  action: 'Microsoft.Web/sites/write',
  changes: true,
  answer: write,
}))

function write(call: RouteCall): RouteAnswer {
  const app = findUnlockedSite(call)
  const { properties } = (call.body ?? {}) as { properties?: { enabled?: unknown; siteConfig?: unknown } }
  const { enabled, siteConfig } = properties ?? {}
  const moment = writeMomentOf(call)
  if (typeof siteConfig === 'object' && siteConfig !== null) {
    const sent = siteConfig as Record<string, unknown>
    checkSiteConfig(app, sent)
    if (isNew(sent, siteBodyOf(app).properties.siteConfig)) applySiteConfig(call.world, app, sent, moment)
  }
  if (enabled === false) stopApp(app, moment)
  if (enabled === true) startApp(call.world, app, moment)
  return okAnswer(siteBodyOf(app))
}

/** Reading a site and putting it back restarts nothing. */
function isNew(sent: Readonly<Record<string, unknown>>, known: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(sent).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name] ?? null))
}
