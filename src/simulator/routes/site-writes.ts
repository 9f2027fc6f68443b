import { siteOf } from '../http/find.ts'
import { type Answer, type Call, ok, type Route, sitePath } from '../http/route.ts'
import { configure } from '../physics/configure.ts'
import { start, stop } from '../physics/writes.ts'
import { momentOf } from './site-actions.ts'
import { siteBody } from './site-body.ts'
import { checkConfig } from './site-config.ts'

/** The site itself: its configuration comes within, and `enabled` starts and stops it. What is not sent stays. */
export const siteWrites: readonly Route[] = (['put', 'patch'] as const).map((method) => ({
  method,
  path: sitePath,
  action: 'Microsoft.Web/sites/write',
  changes: true,
  answer: write,
}))

function write(call: Call): Answer {
  const app = siteOf(call)
  const { properties } = (call.body ?? {}) as { properties?: { enabled?: unknown; siteConfig?: unknown } }
  const { enabled, siteConfig } = properties ?? {}
  const moment = momentOf(call)
  if (typeof siteConfig === 'object' && siteConfig !== null) {
    const sent = siteConfig as Record<string, unknown>
    checkConfig(app, sent)
    if (isNew(sent, siteBody(app).properties.siteConfig)) configure(call.world, app, sent, moment)
  }
  if (enabled === false) stop(app, moment)
  if (enabled === true) start(call.world, app, moment)
  return ok(siteBody(app))
}

/** Reading a site and putting it back restarts nothing. */
function isNew(sent: Readonly<Record<string, unknown>>, known: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(sent).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name] ?? null))
}
